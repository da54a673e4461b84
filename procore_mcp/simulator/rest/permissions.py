"""Whether a tool is switched on in a project, and what the caller may do with it."""

from __future__ import annotations

from procore_mcp.simulator.json_types import is_record, number_of, records_in, text_of
from procore_mcp.simulator.refusals import Refusal
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Store, Stored

_READ_ONLY = 2
_FULL = 4


def check_tool(store: Store, name: str, project: Stored, call: Call) -> None:
    """Raises Refusal 403 when the tool is switched off here, or the caller's level is too low."""
    tool = tool_of(store, name, project)
    if tool is None:
        return
    if tool.data.get("is_active") is False:
        raise Refusal(403, "This tool is not enabled in this project.")
    needed = _READ_ONLY if call.action.method == "GET" else _READ_ONLY + 1
    if level_of(store, tool, project, call.caller.person_id) < needed:
        raise Refusal(403, "You do not have permission to perform this action.")


def tool_of(store: Store, name: str, project: Stored) -> Stored | None:
    """The tool as this project has it, or None where the project knows nothing of it."""
    return next((row for row in store.owned("tools", "_project_id", project.id) if row.data.get("_name") == name), None)


def level_of(store: Store, tool: Stored, project: Stored, person_id: int | None) -> int:
    """What a person may do with a tool: 1 None, 2 Read Only, 3 Standard, 4 Admin.

    Whoever has no manifest in this world may do everything.
    """
    for row in store.owned("permissions", "_project_id", project.id):
        if row.data.get("_user_id") == person_id:
            engine_name = text_of(tool.data, "engine_name")
            entries = [entry for entry in records_in(row.data.get("tools")) if entry.get("name") == engine_name]
            levels = [entry.get("user_access_level") for entry in entries]
            return next((number_of(level, "id") for level in levels if is_record(level)), _FULL)
    return _FULL
