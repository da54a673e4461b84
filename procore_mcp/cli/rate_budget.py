"""The rate budget, for people to read."""

from __future__ import annotations

from datetime import UTC, datetime

from procore_mcp.api.budget_left import BudgetLeft, WindowLeft


def in_words(left: BudgetLeft) -> str:
    windows = ", ".join(_window(window) for window in left.windows) or "Procore has told no limit yet"
    held = "" if left.held_until is None else f", on hold until {_moment(left.held_until)}"
    if not left.is_shared:
        return f"{windows}{held}; not shared, as the state store is away"
    return f"{windows}{held}; processes sharing it: {left.processes}"


def _window(window: WindowLeft) -> str:
    until = "" if window.resets_at is None else f" until {_moment(window.resets_at)}"
    return f"{window.remaining} of {window.limit} requests left{until}"


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%H:%M:%S UTC")
