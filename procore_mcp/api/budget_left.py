"""The budget as people and metrics see it."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.api.budget import Budget
from procore_mcp.api.pacing import PRESENCE, rolled


@dataclass(frozen=True, slots=True)
class WindowLeft:
    """`remaining` of `limit` requests until `resets_at` (Unix seconds of our clock; None: nobody has told yet)."""

    limit: int
    remaining: int
    resets_at: float | None


@dataclass(frozen=True, slots=True)
class BudgetLeft:
    """`windows` are those that Procore has described, the smallest first; `under_way` counts requests without an answer
    yet; nothing is sent before `held_until`, if that is set. `processes` share this budget; `is_shared` is False while
    the store is away, and for a process without one."""

    windows: tuple[WindowLeft, ...]
    under_way: int
    held_until: float | None
    processes: int
    is_shared: bool


def budget_left(budget: Budget, now: float, ahead: float, *, is_shared: bool) -> BudgetLeft:
    """`now` is a moment of Procore's clock, which is `ahead` seconds before ours."""
    budget = rolled(budget, now)
    windows = (
        WindowLeft(window.limit, window.remaining, None if window.resets_at is None else window.resets_at - ahead)
        for window in budget.windows
    )
    return BudgetLeft(
        tuple(sorted(windows, key=lambda window: window.limit)),
        len(budget.under_way),
        budget.held_until - ahead if budget.held_until > now else None,
        sum(now - at <= PRESENCE for at in budget.processes.values()),
        is_shared,
    )
