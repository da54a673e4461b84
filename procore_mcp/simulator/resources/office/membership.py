"""Who takes part in a project, and since when no longer: people and firms come and go."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, is_list
from procore_mcp.simulator.store import Store, Stored

ON = "_project_ids"
LEFT = "_inactive_project_ids"


def move(store: Store, collection: str, row: Stored, project: Stored, *, to: str = "") -> None:
    """Takes the record out of all its lists for this project, and puts it into the one named, if any."""
    lists = {key: _without(row, key, project) for key in (ON, LEFT)}
    if to:
        lists[to] = [*lists[to], project.id]
    shown: dict[str, Json] = {"project_ids": [*lists[ON]]} if "project_ids" in row.data else {}
    row.change({ON: lists[ON], LEFT: lists[LEFT], **shown})
    store.reindex(collection, row)
    if collection == "users":
        _let_see(project, row, is_on=to == ON)


def projects_of(store: Store, row: Stored, key: str) -> list[Stored]:
    found = (store.find("projects", number) for number in _numbers(row, key))
    return [project for project in found if project is not None]


def is_on(row: Stored, project: Stored, key: str = ON) -> bool:
    return project.id in _numbers(row, key)


def _numbers(row: Stored, key: str) -> list[int]:
    listed = row.data.get(key)
    return [number for number in listed if isinstance(number, int)] if is_list(listed) else []


def _without(row: Stored, key: str, project: Stored) -> list[Json]:
    return [number for number in _numbers(row, key) if number != project.id]


def _let_see(project: Stored, row: Stored, *, is_on: bool) -> None:
    """Only who is on a project sees it, besides the administrators, who see all."""
    seen_by = project.data.get("_visible_to")
    others: list[Json] = [number for number in seen_by if number != row.id] if is_list(seen_by) else []
    if is_on or row.data.get("_admin_company_ids"):
        others.append(row.id)
    project.change({"_visible_to": others})
