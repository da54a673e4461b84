"""The tree of a project's locations."""

from __future__ import annotations

import re

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.location_paths import SEPARATOR, LocationPaths
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_LEVELS = re.compile(r"([0-9]{1,4})\.\.\.([0-9]{1,4})|([0-9]{1,4})")


class Locations(Resource):
    """Whoever moves or renames one changes the full names of all below; whoever deletes one deletes those too."""

    def answer_for(self, action: Action) -> Answer:
        return self._find_or_create if action.verb == "find_or_create" else super().answer_for(action)

    def found(self, call: Call, *, recycled: bool = False) -> Stored:
        del recycled
        row = self.desk.store.find(self.collection, call.number("location_id"))
        if row is None or not self.holds(row, call):
            raise invisible()
        return row

    def apply(self, record: Record, call: Call) -> None:
        record |= {name: call.sent[name] for name in ("node_name", "parent_id") if name in call.sent}
        name, parent = text_of(record, "node_name").strip(), self._parent(record, call)
        if not name or SEPARATOR in name:
            raise invalid(call.action.invalid, [Problem("node_name", f"can't be blank or hold {SEPARATOR}", "BLANK")])
        record["name"] = f"{text_of(parent.data, 'name')}{SEPARATOR}{name}" if parent else name

    def _parent(self, record: Record, call: Call) -> Stored | None:
        """Raises Refusal for a parent that is not there, or lies below the location itself."""
        if record.get("parent_id") is None:
            return None
        parent = self.desk.store.find(self.collection, number_of(record, "parent_id"))
        if parent is None or not self.holds(parent, call):
            raise invalid(call.action.invalid, [Problem("parent_id", "does not exist in this project")])
        if record["id"] in [parent.id, *(above.id for above in self._above(parent))]:
            raise invalid(call.action.invalid, [Problem("parent_id", "lies below this location")])
        return parent

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        before = text_of(stored.data, "name")
        for row in self._below(stored, call):
            row.change({"name": text_of(after, "name") + text_of(row.data, "name").removeprefix(before)})

    def delete(self, call: Call) -> Response:
        stored = self.found(call)
        for row in [*self._below(stored, call), stored]:
            self.desk.store.remove(self.collection, row)
        return Response(status_code=call.action.status)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        if name == "filters[depth_range]":
            return _is_at(text_of(row.data, "name").count(SEPARATOR) + 1, call.query.text(name))
        other = self.desk.store.find(self.collection, call.query.number(name) or 0)
        upper, lower = (row, other) if name == "filters[superlocations_for]" else (other, row)
        return bool(upper and lower) and upper in self._above(lower)

    def _above(self, row: Stored | None) -> list[Stored]:
        """All that a location lies in, the nearest first."""
        found: list[Stored] = []
        while row is not None:
            row = self.desk.store.find(self.collection, number_of(row.data, "parent_id"))
            found += [row] if row else []
        return found

    def _below(self, stored: Stored, call: Call) -> list[Stored]:
        return [row for row in self.rows(call) if stored in self._above(row)]

    def _find_or_create(self, call: Call) -> Response:
        paths = LocationPaths(self.desk, call)
        found, is_new = paths.step_down(paths.names(call.sent["path"], "path"))
        answer = self.presenting.one(found, call)
        answer.status_code = call.action.status if is_new else 200
        return answer


def _is_at(level: int, asked: str) -> bool:
    """Whether a level is the one asked for, or within the span such as 1...2."""
    found = _LEVELS.fullmatch(asked)
    if found is None:
        raise invalid(400, [Problem("filters[depth_range]", "must be levels such as 1...2")])
    low, high = (found[1], found[2]) if found[1] else (found[3], found[3])
    return int(low) <= level <= int(high)
