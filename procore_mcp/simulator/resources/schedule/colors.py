"""The colors in which the web page draws tasks."""

from __future__ import annotations

_WHOLE = 100


def color(percentage: int, *, critical: bool) -> str:
    """One for what is done, critical, under way or not begun; which ones exactly is not documented."""
    if percentage >= _WHOLE:
        return "#6B8E23"
    if critical:
        return "#A4505D"
    return "#3A6EA5" if percentage else "#6070A0"
