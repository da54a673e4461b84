"""What is left of Procore's limits, for whoever asks: everybody here shares them."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

import mcp_types as t

from procore_mcp.api.budget_left import BudgetLeft

URI: Final = "procore://rate-budget"
RateBudget = Callable[[], Awaitable[BudgetLeft]]

RESOURCE: Final = t.Resource(
    uri=URI,
    name="rate_budget",
    title="What is left of Procore's rate limits",
    description="Requests left in each window, and when it begins anew. All users of this server share them.",
    mime_type="application/json",
)


async def rate_budget_contents(rate_budget: RateBudget) -> t.TextResourceContents:
    """`windows` is empty until Procore's first answer; moments are UTC."""
    left = await rate_budget()
    told = {
        "windows": [
            {"limit": window.limit, "remaining": window.remaining, "resets_at": _moment(window.resets_at)}
            for window in left.windows
        ],
        "under_way": left.under_way,
        "on_hold_until": _moment(left.held_until),
        "processes_at_work": left.processes,
        "shared_with_all_processes": left.is_shared,
    }
    return t.TextResourceContents(uri=URI, mime_type="application/json", text=json.dumps(told))


def _moment(seconds: float | None) -> str | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
