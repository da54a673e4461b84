"""A session bound to a company, or to one of its projects: no argument leads out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Kind, kind_of, kinds_of
from procore_mcp.catalog.model import JsonSchema
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.coerce import coerced
from procore_mcp.engine.complaint import Place, place_name
from procore_mcp.engine.own_rows import rows_sent
from procore_mcp.engine.session import Session

Found = Iterator[tuple[Place, str]]


def overrides(tool: Tool, arguments: Mapping[str, object], session: Session) -> Found:
    """Arguments that the address has set already, whatever their value."""
    for name, kind in tool.set_by(session.bound).items():
        if name in arguments:
            yield (name,), f"{name} is set by the address of this server, which is bound to one {kind}; leave it out."


def foreign_rows(tool: Tool, values: Mapping[str, Json], session: Session) -> Found:
    """Rows that are themselves another company or project."""
    for place, kind, number in rows_sent(tool, values):
        if kind in kinds_of(session.bound) and number is not None and str(number) != str(session.own(kind)):
            yield _another(place, kind)


def bound_values(tool: Tool, properties: Mapping[str, JsonSchema], session: Session) -> dict[str, Json]:
    """What the address sets, in the form that the tool takes."""
    return {
        name: coerced(session.own(kind), properties.get(name, {}), keeps_null=False)
        for name, kind in tool.set_by(session.bound).items()
    }


def strangers(value: Json, session: Session, place: Place = ()) -> Found:
    """Ids of another company or project, deep inside rows and records."""
    if isinstance(value, list):
        for position, part in enumerate(value):
            yield from strangers(part, session, (*place, position))
    elif isinstance(value, dict):
        for name, part in value.items():
            kind = kind_of(name, session.bound)
            here = (*place, name)
            if kind is None:
                yield from strangers(part, session, here)
            elif any(str(number) != str(session.own(kind)) for number in _each(part)):
                yield _another(here, kind)


def without_bound(tool: Tool, arguments: Mapping[str, Json], session: Session) -> dict[str, Json]:
    """For our own workflows, which pass on ids that their arguments were completed with."""
    fixed = tool.set_by(session.bound)
    return {
        name: value
        for name, value in arguments.items()
        if name not in fixed or str(value) != str(session.own(fixed[name]))
    }


def _another(place: Place, kind: Kind) -> tuple[Place, str]:
    return place, f"{place_name(place)} is another {kind} than that of this address."


def _each(value: Json) -> list[Json]:
    """One id or several, without the empty ones."""
    return [part for part in (value if isinstance(value, list) else [value]) if part is not None]
