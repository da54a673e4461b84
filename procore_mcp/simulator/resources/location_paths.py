"""Locations found by their path, and made where they are missing."""

from __future__ import annotations

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, is_list, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

LOCATIONS = "locations"
SEPARATOR = ">"


class LocationPaths:
    """The tree of locations of the project that a call is about."""

    def __init__(self, desk: Desk, call: Call) -> None:
        assert call.project is not None  # noqa: S101  locations are always asked for in a project
        self._desk = desk
        self._call = call
        self._project = call.project

    def reach(self, path: Json, source: str) -> Record:
        """The location at the end of a path, given as one text or as a list of names. Raises Refusal."""
        return shown(self.step_down(self.names(path, source))[0])

    def names(self, path: Json, source: str) -> list[str]:
        """The steps of a path. Raises Refusal for what is none."""
        steps: list[Json] = [*str(path).split(SEPARATOR)] if isinstance(path, str) else path if is_list(path) else []
        names = [step.strip() for step in steps if isinstance(step, str) and step.strip()]
        if not names or len(names) != len(steps):
            raise invalid(self._call.action.invalid, [Problem(source, "must be the names on the way to a location")])
        return names

    def step_down(self, names: list[str]) -> tuple[Stored, bool]:
        """The location at the end, and whether any of the way had to be made."""
        above: Stored | None = None
        is_new = False
        for name in names:
            found = self.child(above, name)
            is_new = is_new or found is None
            above = found or self.add(above, name)
        assert above is not None  # noqa: S101  names are never empty
        return above, is_new

    def child(self, above: Stored | None, name: str) -> Stored | None:
        parent = above.id if above else None
        rows = self._desk.store.owned(LOCATIONS, "_project_id", self._project.id)
        here = (row for row in rows if row.data.get("parent_id") == parent)
        return next((row for row in here if text_of(row.data, "node_name").casefold() == name.casefold()), None)

    def add(self, above: Stored | None, name: str) -> Stored:
        now = stamp(self._desk.clock())
        path = f"{text_of(above.data, 'name')}{SEPARATOR}{name}" if above else name
        record: Record = {
            "id": self._desk.store.new_id(),
            "name": path,
            "node_name": name,
            "parent_id": above.id if above else None,
            "created_at": now,
            "updated_at": now,
            "code": None,
            "_company_id": self._project.data["_company_id"],
            "_project_id": self._project.id,
        }
        return self._desk.store.insert(LOCATIONS, record)


def shown(location: Stored) -> Record:
    """As other records show it."""
    return {name: value for name, value in location.data.items() if name[0] != "_"}
