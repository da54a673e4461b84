"""Company and project: filled from the session, wherever Procore wants to read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.documented_action import DocumentedAction, DocumentedParam
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.wrapper import Wrapping

Record = Literal["company", "project"]
_SEGMENTS = {"company": ("companies",), "project": ("projects", "project")}


@dataclass(frozen=True, slots=True)
class ScopeArgument:
    """`settled` are the places, `("body", "project_id")` for example, that this one argument reaches."""

    entry: Json
    settled: frozenset[tuple[str, str]]


def scope_argument(record: Record, action: DocumentedAction, wrapping: Wrapping | None) -> ScopeArgument | None:
    """None for a call that does not name the project. A company is in the header at least."""
    name = f"{record}_id"
    param = _scope_param(record, action) or _asked(action, name)
    if param is not None:
        entry: dict[str, Json] = {"like": name, "in": param.place, "wire": param.name}
        settled = {(param.place, param.name)}
        if wrapping and _fits(wrapping.outer.get(param.name)) and param.name == name:
            entry["beside"] = True
            settled.add(("body", name))
        return ScopeArgument(_short(entry), frozenset(settled))
    if wrapping is not None and _is_sent(wrapping, name):
        entry = {"like": name, "in": "body", "wire": name}
        if wrapping.name and name in wrapping.outer:
            entry["beside"] = True
        return ScopeArgument(entry, frozenset({("body", name)}))
    return ScopeArgument("_common", frozenset()) if record == "company" else None


def _short(entry: dict[str, Json]) -> Json:
    return "_common" if entry == {"like": "project_id", "in": "path", "wire": "project_id"} else entry


def _scope_param(record: Record, action: DocumentedAction) -> DocumentedParam | None:
    """The placeholder behind `companies` or `projects`; a record that is itself meant is named by its caller."""
    parts = [part for part in action.tail.split("/") if part]
    for position, part in enumerate(parts[1:], start=1):
        is_record = position == len(parts) - 1 and record == "project" and parts[position - 1] == "projects"
        if parts[position - 1] in _SEGMENTS[record] and part.startswith("{") and not is_record:
            return next((param for param in action.in_place("path") if f"{{{param.name}}}" == part), None)
    return None


def _asked(action: DocumentedAction, name: str) -> DocumentedParam | None:
    """In the query, where Procore insists; an optional one narrows a list, which the session must not decide."""
    return next((param for param in action.in_place("query") if param.name == name and param.required), None)


def _fits(shape: Shape | None) -> bool:
    return shape is not None and shape.kind == "integer"


def _is_sent(wrapping: Wrapping, name: str) -> bool:
    fields, required = wrapping.field(name)
    return required and _fits(fields)
