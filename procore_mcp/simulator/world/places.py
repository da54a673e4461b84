"""Locations of a project: a tree whose full names are joined with `>`."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp


def build_places(scaffold: Scaffold, project: ProjectFacts, id_base: int, company_id: int) -> dict[str, Record]:
    """Locations by full name, parents before children."""
    places: dict[str, Record] = {}
    created = stamp(scaffold.days.ago(project.started), project.shift_starts_utc + 1)
    for path in load("places.json", dict[str, list[str]]).get(project.key, []):
        for name in _with_parents(path):
            if name in places:
                continue
            parent, _, leaf = name.rpartition(">")
            places[name] = scaffold.add(
                "locations",
                {
                    "id": scaffold.mint("locations", id_base),
                    "name": name,
                    "node_name": leaf,
                    "parent_id": places[parent]["id"] if parent else None,
                    "created_at": created,
                    "updated_at": created,
                    "code": None,
                    "_company_id": company_id,
                    "_project_id": project.id,
                },
            )
    return places


def _with_parents(path: str) -> list[str]:
    steps = path.split(">")
    return [">".join(steps[: depth + 1]) for depth in range(len(steps))]
