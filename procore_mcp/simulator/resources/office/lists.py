"""Lists that a company keeps for its projects."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class NamedEntries(Resource):
    """Entries that cannot be without a name; nothing documented keeps two of them from having the same."""

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        if not text_of(record, "name").strip():
            raise invalid(call.action.invalid, [Problem("name", "can't be blank", "BLANK")])


class ProjectStages(NamedEntries):
    """Stages that people made themselves can be hidden."""

    def started(self, call: Call) -> Record:
        return super().started(call) | {"hideable": True, "category": "course_of_construction"}


class StandardCostCodes(Resource):
    """The codes of one list at a time."""

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        return row.data["standard_cost_code_list_id"] == call.query.number(name)


class CostCodes(Resource):
    """Codes of a project, which has no sub jobs here."""

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        del name, row, call
        return False


class Roles(Resource):
    """Everything a person can be on a project; all roles of this world are for people."""

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        return row.data["type"] == "user" or not call.query.flag(name)


class ProjectDates(Resource):
    """Not paged, though the number of records may be limited."""

    def list(self, call: Call) -> Response:
        most = call.query.number("per_page")
        rows = sorted(self.rows(call), key=lambda row: text_of(row.data, "date"))
        return self.listed(rows[:most], call)
