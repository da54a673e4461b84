"""Ids in a request become the records they mean, in the short form that answers show."""

from __future__ import annotations

from collections.abc import Callable

from procore_mcp.simulator.contracts import Contract
from procore_mcp.simulator.json_types import Json, Record, is_list
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_ALIASES = {"project_users": "users", "project_vendors": "vendors"}
_WORD = ("id", "name", "active", "global", "created_at", "updated_at")
_SHORT = {
    "contributing_behaviors": _WORD,
    "contributing_conditions": _WORD,
    "hazards": _WORD,
    "observation_types": (
        *("id", "category", "category_key", "category_id", "name", "active", "company_active"),
        *("parent_inactive", "in_use", "kind", "name_translations", "localized_name"),
    ),
    "locations": ("id", "name", "node_name", "parent_id", "created_at", "updated_at", "code"),
    "trades": ("id", "name", "active", "updated_at"),
    "permission_templates": ("id", "name", "project_specific", "type"),
    "submittal_packages": ("id", "number", "title"),
    "submittal_statuses": ("id", "name", "status"),
    "specification_sections": ("id", "number", "description"),
}


class References:
    """Resolves the reference fields of one resource."""

    def __init__(self, contract: Contract, desk: Desk, person_form: Callable[[Record], Record]) -> None:
        self._refers = contract.refers
        self._desk = desk
        self._person_form = person_form

    def resolve(self, values: Record, call: Call) -> Record:
        """The members to show instead of ids. Raises Refusal for an id that means nothing in this project."""
        found: Record = {}
        problems: list[Problem] = []
        for name, value in values.items():
            if name in self._refers:
                member, collection = self._refers[name]
                found[member] = self._resolved(name, value, collection, call, problems)
        if problems:
            raise invalid(call.action.invalid, problems)
        return found

    def _resolved(self, name: str, value: Json, collection: str, call: Call, problems: list[Problem]) -> Json:
        if value is None:
            return None
        numbers = value if is_list(value) else [value]
        shown = [self._short(number, collection, call) for number in numbers]
        if None in shown:
            problems.append(Problem(name, "does not exist in this project"))
        return list(shown) if is_list(value) else shown[0]

    def _short(self, number: Json, collection: str, call: Call) -> Record | None:
        source = _ALIASES.get(collection, collection)
        if not self._desk.store.has(source):
            return {"id": number}
        found = self._desk.store.find(source, number) if isinstance(number, int) else None
        if found is None or not _belongs(found, call):
            return None
        return self._person_form(found.data) if source == "users" else _in_short(found.data, source)


def _belongs(found: Stored, call: Call) -> bool:
    projects = found.data.get("_project_ids")
    if is_list(projects):
        return call.project is None or call.project.id in projects
    if "_project_id" in found.data and call.project is not None:
        return found.data["_project_id"] == call.project.id
    return call.company is None or found.data.get("_company_id") in {None, call.company.id}


def _in_short(record: Record, collection: str) -> Record:
    names = _SHORT.get(collection, ("id", "name", "title"))
    return {name: record[name] for name in names if name in record}
