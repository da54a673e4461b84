"""Safety against the method of the call."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import ActionEntry
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action


def check_safety(action: Action, entry: ActionEntry) -> None:
    is_get, is_read = action.http_method == "GET", action.safety is Safety.READ
    if action.http_method == "DELETE":
        if action.safety is not Safety.DELETE:
            raise Problem("safety", "a DELETE is always a delete", 'Set "safety": "delete".')
    elif is_get != is_read and not entry.safety_reason:
        says = "a GET reads" if is_get else f"a {action.http_method} is seldom a read"
        raise Problem("safety", says, "Correct the safety, or give the `safety_reason`.")
    if action.paging and not is_read:
        raise Problem("paging", "only a read has pages", "Remove `paging`.")
    if action.look_with and is_read:
        raise Problem("look_with", "a read leaves nothing to look for", "Remove `look_with`.")
