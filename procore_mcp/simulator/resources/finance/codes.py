"""Budget codes, found by their id wherever this world mentions them."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, is_record
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call

_SHOWN = ("id", "flat_code", "description")


def budget_code(number: Json, call: Call, desk: Desk) -> Record:
    """The short form of the project's budget code. Raises Refusal for an id that means nothing here."""
    project = call.project.id if call.project else 0
    known: list[Json] = [row.data for row in desk.store.owned("wbs_codes", "_project_id", project)]
    budgeted = [row.data["wbs_code"] for row in desk.store.owned("budget_line_items", "_project_id", project)]
    for code in [*known, *budgeted]:
        if is_record(code) and str(code["id"]) == str(number):
            return {name: code.get(name) for name in _SHOWN}
    raise invalid(call.action.invalid, [Problem("wbs_code_id", "does not exist in this project")])


def parts_of(code: Record, desk: Desk, project: int) -> tuple[Record, Record]:
    """The cost code and the cost type of a budget code; empty where a job has no such thing."""
    flat, _, letter = str(code["flat_code"]).partition(".")
    costs = (row.data for row in desk.store.owned("cost_codes", "_project_id", project))
    types = (row.data for row in desk.store.all("line_item_types"))
    nothing: Record = {}
    cost_code = next((record for record in costs if record["full_code"] == flat), nothing)
    cost_type = next((record for record in types if record["code"] == letter), nothing)
    return cost_code, cost_type
