"""Rows that are themselves companies or projects, in arguments and in answers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Kind, kinds_of
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.engine.complaint import Place
from procore_mcp.engine.paging import Page
from procore_mcp.engine.session import Session

_MOST_NAMED = 10


def rows_sent(tool: Tool, values: Mapping[str, Json]) -> Iterator[tuple[Place, Kind, Json]]:
    """Where the id of each stands, what it is the id of, and the id; None for a row that makes a new one."""
    for name, param in tool.params.items():
        rows = values.get(name)
        if param.each is None or not isinstance(rows, list):
            continue
        for position, row in enumerate(rows):
            yield (name, position, "id"), param.each, row.get("id") if isinstance(row, dict) else None


def narrowed(page: Page, action: Action, session: Session) -> Page:
    """With the rows that the address of this caller and the lists of this server leave. The total would tell of the
    others, and nobody can split such a page at a count."""
    allowed = None if action.result.each is None else _allowed(action.result.each, session)
    if allowed is None:
        return page
    items = {str(row.get("id")): row for row in page.items if isinstance(row, dict)}
    shown: list[Json] = [row for number, row in items.items() if number in allowed]
    goes_on = page.next if allowed - items.keys() else None
    return replace(page, items=shown, total=None, next=goes_on, note=_note(allowed), cut_by=None)


def _allowed(kind: Kind, session: Session) -> set[str] | None:
    """None where there is no limit."""
    listed, own = session.listed(kind), session.own(kind)
    if kind not in kinds_of(session.bound):
        return set(map(str, listed)) or None
    return set() if listed and own not in listed else {str(own)}


def _note(allowed: Collection[str]) -> str:
    """Whoever reads it need not look for more."""
    if not allowed:
        return "All are left out: this server is not for what its address names."
    first, left = sorted(allowed, key=int)[:_MOST_NAMED], len(allowed) - _MOST_NAMED
    named = f"id{'s' if len(allowed) > 1 else ''} {', '.join(first)}{f' and {left} more' if left > 0 else ''}"
    return f"Others than {named} are left out: this address or server is not for them."
