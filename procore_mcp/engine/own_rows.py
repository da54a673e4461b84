"""Rows that are themselves companies or projects, in arguments and in answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Kind, kinds_of
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.engine.complaint import Place
from procore_mcp.engine.session import Session

LEFT_OUT = "Companies and projects that this address or server is not for are left out."


def rows_sent(tool: Tool, values: Mapping[str, Json]) -> Iterator[tuple[Place, Kind, Json]]:
    """Where the id of each stands, what it is the id of, and the id; None for a row that makes a new one."""
    for name, param in tool.params.items():
        rows = values.get(name)
        if param.each is None or not isinstance(rows, list):
            continue
        for position, row in enumerate(rows):
            yield (name, position, "id"), param.each, row.get("id") if isinstance(row, dict) else None


def rows_shown(action: Action, rows: Sequence[Json], session: Session) -> list[Json]:
    """Those that the address of this caller and the lists of this server leave."""
    allowed = None if action.result.each is None else _allowed(action.result.each, session)
    if allowed is None:
        return list(rows)
    return [row for row in rows if isinstance(row, dict) and str(row.get("id")) in allowed]


def _allowed(kind: Kind, session: Session) -> set[str] | None:
    """None where there is no limit."""
    listed = session.companies if kind == "company" else session.projects
    own = session.company_id if kind == "company" else session.project_id
    if kind not in kinds_of(session.bound):
        return set(map(str, listed)) or None
    return set() if listed and own not in listed else {str(own)}
