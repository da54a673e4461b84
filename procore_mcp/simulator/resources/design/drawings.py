"""Drawings in their areas: numbers, disciplines, and which revision is the newest."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class Drawings(Resource):
    """Lists, makes and changes the drawings of one area."""

    def apply(self, record: Record, call: Call) -> None:
        discipline = call.sent.pop("drawing_discipline", None)
        order = call.sent.pop("ordered_revision_ids", None)
        super().apply(record, call)
        record["drawing_number"] = record["number"]
        if is_record(discipline) and discipline.get("name") is not None:
            found = self._discipline(text_of(discipline, "name"), call)
            record |= {"discipline": found.data["name"], "drawing_discipline_id": found.id}
        if is_list(order):
            record |= self._reordered(order, record, call)

    def _discipline(self, name: str, call: Call) -> Stored:
        """The one of that name, made when there is none yet."""
        owned = list(
            self.desk.store.owned("drawing_disciplines", "_project_id", call.project.id if call.project else 0)
        )
        found = next((row for row in owned if row.data["name"] == name), None)
        if found is not None:
            return found
        owner = {key: value for key, value in super().started(call).items() if key in {"_company_id", "_project_id"}}
        new: Record = {"id": self.desk.store.new_id(), "name": name, "position": len(owned) + 1, "abbreviations": []}
        return self.desk.store.insert("drawing_disciplines", new | owner)

    def _reordered(self, order: list[Json], record: Record, call: Call) -> Record:
        """The last of the revisions becomes the current one. Raises Refusal unless all of them are named."""
        own = {
            row.id: row for row in self.desk.store.all("drawing_revisions") if row.data["drawing_id"] == record["id"]
        }
        if not own or {number for number in order if isinstance(number, int)} != own.keys():
            raise invalid(call.action.invalid, [Problem("ordered_revision_ids", "must name every revision once")])
        for place, number in enumerate(order):
            revision = own[number if isinstance(number, int) else 0]
            revision.change({"order_in_drawing": place, "current": place == len(order) - 1})
        newest = own[number_of({"id": order[-1]}, "id")]
        before = record.get("current_revision")
        names = before.keys() if is_record(before) else ()
        return {"current_revision": {name: newest.data[name] for name in names}}


class DrawingAreas(Resource):
    """An area goes only when it is empty."""

    def answer_for(self, action: Action) -> Answer:
        return self._delete if action.verb == "delete" else super().answer_for(action)

    def started(self, call: Call) -> Record:
        return super().started(call) | {"drawings_count": 0, "deletable": True}

    def _delete(self, call: Call) -> Response:
        area = self.found(call)
        if any(True for _ in self.desk.store.owned("drawings", "_drawing_area_id", area.id)):
            raise invalid(400, [Problem("base", "has drawings and cannot be deleted")])
        self.desk.store.remove(self.collection, area)
        return self.presenting.value({"id": area.id, "success": True}, call)
