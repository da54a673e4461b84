"""Sets of drawings: what was issued together."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, number_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class DrawingSets(Resource):
    """Sets in the order in which they came."""

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        inside = [item.data for item in self._revisions(row)]
        if name == "drawing_area_id":
            wanted = call.query.number(name)
            return any(values_at(item, ["drawing_area", "id"]) == [wanted] for item in inside)
        if not call.query.flag(name):
            return True
        return bool(inside) and name in {"filters[exclude_empty_sets]", "filters[only_attachable_sets]"}

    def started(self, call: Call) -> Record:
        position = len(list(self.rows(call))) + 1
        own: Record = {"position": position, "published_drawings_count": 0, "unpublished_drawings_count": 0}
        own["project_id"] = call.project.id if call.project else None
        own["company_id"] = call.company.id if call.company else None
        return super().started(call) | own

    def delete(self, call: Call) -> Response:
        if self._revisions(self.found(call)):
            raise invalid(400, [Problem("base", "has drawings and cannot be deleted")])
        return super().delete(call)

    def _revisions(self, row: Stored) -> list[Stored]:
        owned = self.desk.store.owned("drawing_revisions", "_project_id", number_of(row.data, "_project_id"))
        return [item for item in owned if values_at(item.data, ["drawing_set", "id"]) == [row.id]]
