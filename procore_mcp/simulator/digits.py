"""Whole numbers that arrive as text."""

from __future__ import annotations

import re

_WHOLE = re.compile(r"[0-9]{1,19}")  # ids have 64 bits


def whole_number(text: str) -> int | None:
    """What plain digits say; None for any other text, and for more digits than a 64-bit number has."""
    return int(text) if _WHOLE.fullmatch(text) else None
