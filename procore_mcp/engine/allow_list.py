"""Companies and projects that whoever runs the server has named: nothing is sent about any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Kind, arguments_set, kind_of, tells_where
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.engine.own_rows import rows_sent
from procore_mcp.engine.record_id import record_id
from procore_mcp.engine.session import Session
from procore_mcp.errors import NotAllowed

Named = Iterator[tuple[str, Kind, int | None]]  # the argument, what it names, and the id if it is one
_SETTINGS: Mapping[Kind, str] = {"company": "PROCORE_COMPANIES", "project": "PROCORE_PROJECTS"}


def keep_inside(tool: Tool, values: Mapping[str, Json], session: Session) -> None:
    """Raises NotAllowed for values that name another company or project, at whatever depth.

    Where projects are named, a change that belongs to no project is not allowed either.
    """
    if not (session.companies or session.projects):
        return
    named = list(_named(tool, values))
    for _, kind, number in named:
        if (listed := session.listed(kind)) and number not in listed:
            where = f"another {kind}" if number is None else f"{kind} {number}"
            raise _outside(f"{tool.name} would act in {where}, which this server is not for.", kind)
    if session.projects and _is_change(tool) and not _has_project(named):
        raise _outside(
            f"{tool.name} changes something outside of any project, which this server is not for.", "project"
        )


def _named(tool: Tool, values: Mapping[str, Json]) -> Named:
    kinds = arguments_set(tool.params, "project")
    for name, value in values.items():
        yield from _meant(name, kinds.get(name) or kind_of(name, "project"), value)
    for _, kind, number in rows_sent(tool, values):
        yield "id", kind, record_id(number)


def _meant(argument: str, kind: Kind | None, value: Json) -> Named:
    """The ids that `value` holds, if it is of a `kind`; otherwise those inside it."""
    if isinstance(value, list):
        for part in value:
            yield from _meant(argument, kind, part)
    elif kind is not None:
        yield argument, kind, record_id(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            if part is not None:
                yield from _meant(name, kind_of(name, "project"), part)


def _has_project(named: Iterable[tuple[str, Kind, int | None]]) -> bool:
    return any(kind == "project" and not tells_where(argument) for argument, kind, _ in named)


def _is_change(tool: Tool) -> bool:
    """A workflow is judged by the actions that it runs."""
    return isinstance(tool, Action) and tool.safety > Safety.READ


def _outside(message: str, kind: Kind) -> NotAllowed:
    return NotAllowed(message, hint=f"Nothing was sent. Whoever runs the server can change {_SETTINGS[kind]}.")
