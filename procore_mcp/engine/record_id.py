"""The id of a record, as its reader may write it."""

from __future__ import annotations

import re

_ID = re.compile(r"[0-9]{1,18}")  # fits into 63 bits


def record_id(value: object) -> int | None:
    """None for what can be no id."""
    text = str(value)
    return int(text) if _ID.fullmatch(text) else None
