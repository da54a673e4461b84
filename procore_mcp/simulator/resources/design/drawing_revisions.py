"""Revisions of drawings: which are listed, how they are cut into tiles, and when they count."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, number_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_AS_CHANGED = (
    "id", "drawing_date", "received_date", "revision_number", "floorplan", "current", "drawing_id", "sheet_number",
    "drawing_set", "custom_fields",
)  # fmt: skip


class DrawingRevisions(Resource):
    """Lists, shows, changes and publishes revisions."""

    def answer_for(self, action: Action) -> Answer:
        own = {"publish": self._publish, "tiles": self._tiles}
        return own.get(action.verb) or super().answer_for(action)

    def list(self, call: Call) -> Response:
        asked = call.query.text("filters[deleted]")
        rows = [row for row in self.rows(call) if asked == "with" or row.recycled is (asked == "only")]
        return self.listed(rows, call)

    def listed(self, rows: Iterable[Stored], call: Call) -> Response:
        """What is obsolete only on request; reviewed and unreviewed ones unless one of them is asked for."""
        every = call.query.flag("with_obsolete")
        return super().listed([row for row in rows if every or row.data["obsolete"] is not True], call)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        if name == "is_reviewed":
            return row.data["_reviewed"] is call.query.flag(name)
        if name == "drawing_set_id":
            wanted = call.query.text(name)
            newest = wanted == "current_set" and row.data["current"] is True
            return newest or values_at(row.data, ["drawing_set", "id"]) == [whole_number(wanted) or 0]
        return True

    def present(self, record: Record, call: Call) -> Record:
        if call.action.verb != "update":
            return record
        siblings = [row for row in self.rows(call) if row.data["drawing_id"] == record["drawing_id"]]
        ordered: Record = {"ordered_revision_ids": [row.id for row in siblings]}
        return {name: record[name] for name in _AS_CHANGED} | ordered

    def _tiles(self, call: Call) -> Response:
        """One tile, the whole sheet: this world draws nothing that would need more."""
        sheet = self.desk.store.find(self.collection, call.number("drawing_revision_id"))
        if sheet is None or not self.holds(sheet, call):
            raise invisible()
        tile: Json = {"id": sheet.id, "x": 0, "y": 0, "z": 0, "url": "deprecated"}
        size: list[Json] = [sheet.data["width"], sheet.data["height"]]
        shown: Record = {"max_zoom_level": 0, "tile_size": size, "zip_url": None, "tiles": [tile]}
        return self.presenting.value(shown, call)

    def _publish(self, call: Call) -> Response:
        """The waiting revisions of a set become the current ones of their drawings."""
        number = number_of(call.sent, "drawing_set_id")
        issue = self.desk.store.find("drawing_sets", number)
        if issue is None or not self.holds(issue, call):
            raise invalid(call.action.invalid, [Problem("drawing_set_id", "does not exist in this project")])
        rows = list(self.rows(call))
        area = call.sent.get("drawing_area_id")
        waiting = [row for row in rows if row.data["_reviewed"] is False and _is_in(row, number, area)]
        for row in waiting:
            for other in rows:
                if other.data["drawing_id"] == row.data["drawing_id"]:
                    other.change({"current": other is row})
            row.change({"_reviewed": True, "status": "published", "updated_at": stamp(self.desk.clock())})
        return self.presenting.value({"drawing_revisions": [{"id": row.id} for row in waiting], "errors": []}, call)


def _is_in(row: Stored, issue: int, area: Json) -> bool:
    inside = values_at(row.data, ["drawing_set", "id"]) == [issue]
    return inside and (area is None or values_at(row.data, ["drawing_area", "id"]) == [area])
