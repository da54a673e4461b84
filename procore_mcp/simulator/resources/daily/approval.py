"""Which daily logs are approved, and who may see and change that."""

from __future__ import annotations

from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.permissions import level_of, tool_of
from procore_mcp.simulator.store import Store, Stored

APPROVED, PENDING = "approved", "pending"
_FILTER = "filters[status]"
_ADMIN = 4


def is_admin(store: Store, call: Call) -> bool:
    """Whether the caller is an administrator of the project's daily log."""
    assert call.project is not None  # noqa: S101  all of its actions name a project
    tool = tool_of(store, "daily_log", call.project)
    return tool is None or level_of(store, tool, call.project, call.caller.person_id) >= _ADMIN


def shown_statuses(store: Store, call: Call) -> frozenset[str]:
    """The statuses that a list shows: approved ones, unless an administrator asks for others."""
    asked = call.query.text(_FILTER) if call.query.has(_FILTER) else APPROVED
    if asked == APPROVED or not is_admin(store, call):
        return frozenset({APPROVED})
    return frozenset({PENDING} if asked == PENDING else {APPROVED, PENDING, "rejected"})


def first_status(store: Store, call: Call) -> str:
    """What a new log begins with: people of other firms have theirs approved."""
    person = store.find("users", call.caller.person_id or 0)
    return APPROVED if person is None or person.data.get("is_employee") is True else PENDING


def is_shown(row: Stored, statuses: frozenset[str]) -> bool:
    return row.data.get("status") in statuses
