"""Records cut to what is worth reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import View
from procore_mcp.catalog.nearest import nearest
from procore_mcp.catalog.view_field import ViewField, parse_view_field
from procore_mcp.engine.prune import prune

Detail = Literal["normal", "full"]
_MOST_NAMES = 40


def project(view: View | None, value: Json, *, fields: Sequence[str] = (), detail: Detail = "normal") -> Json:
    """A record, or each of a list, through `view`; whole without a view or with `detail="full"`; always pruned.

    `fields` are added to the view; one that names a whole field of the record takes the place of the view's. A sealed
    view is never widened.
    """
    if isinstance(value, list):
        return [project(view, record, fields=fields, detail=detail) for record in value]
    if view is not None and view.sealed:
        return prune(_pick(map(parse_view_field, view.fields), value)) if isinstance(value, dict) else None
    if view is None or detail == "full" or not isinstance(value, dict):
        return prune(value)
    own, asked = map(parse_view_field, view.fields), (_asked(parse_view_field(field)) for field in fields)
    chosen = {field.name: field for field in (*own, *asked)}
    picked = _pick(chosen.values(), value)
    if view.leave_out is not None:
        picked |= _others(view.leave_out, chosen.values(), value)
    # A view that finds nothing was written for another shape of this record: the record itself says more than {}.
    return prune(picked) or prune(value)


def unknown_fields(value: Json, fields: Sequence[str]) -> list[str]:
    """A sentence for each of `fields` that no record of `value` has. What hangs on something empty counts as known."""
    records = [record for record in (value if isinstance(value, list) else [value]) if isinstance(record, dict)]
    names = list(dict.fromkeys(name for record in records for name in record))
    return [
        _unknown(field, names)
        for field in fields
        if records and not any(_at(record, parse_view_field(field).path) for record in records)
    ]


def field_name(text: str) -> str:
    """The name that a field which the caller asks for has in the answer."""
    return _asked(parse_view_field(text)).name


def _asked(field: ViewField) -> ViewField:
    """Under its whole path, so that `status.id` and `status.name` both arrive."""
    return replace(field, name=".".join(field.path)) if field.name == field.path[0] else field


def _pick(fields: Iterable[ViewField], record: dict[str, Json]) -> dict[str, Json]:
    return {field.name: _cut(found, field.parts) for field in fields for found in _at(record, field.path)}


def _others(left_out: Sequence[str], fields: Iterable[ViewField], record: dict[str, Json]) -> dict[str, Json]:
    """What an open view does not name: the columns of a budget, for example."""
    known = {*left_out, *(field.path[0] for field in fields)}
    return {name: value for name, value in record.items() if name not in known}


def _cut(value: Json, parts: Sequence[ViewField]) -> Json:
    if isinstance(value, list):
        return [_cut(part, parts) for part in value]
    return _pick(parts, value) if parts and isinstance(value, dict) else value


def _at(value: Json, path: Sequence[str]) -> list[Json]:
    """The value at `path` as a list of one, or an empty list. A list without an index stands for each of its parts."""
    for depth, name in enumerate(path):
        if value is None:
            return [None]
        if isinstance(value, list):
            return _in_list(value, path[depth:])
        if not isinstance(value, dict) or name not in value:
            return []
        value = value[name]
    return [value]


def _in_list(value: list[Json], path: Sequence[str]) -> list[Json]:
    if path[0].isdigit():
        return _at(value[int(path[0])] if int(path[0]) < len(value) else None, path[1:])
    found = [hit for part in value for hit in _at(part, path)]
    return [found] if found or not value else []


def _unknown(field: str, names: list[str]) -> str:
    close = nearest(field.partition(".")[0], names)
    near = f"nearest: {', '.join(close)}" if close else f"it has {', '.join(sorted(names)[:_MOST_NAMES])}"
    return f"The record has no field {field}; {near}."
