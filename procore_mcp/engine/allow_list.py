"""Companies and projects that whoever runs the server has named: nothing is sent about any other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Kind, arguments_set, kind_of
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.engine.session import Session
from procore_mcp.errors import NotAllowed

_SEVERAL: Mapping[str, Kind] = {"company_ids": "company", "project_ids": "project"}
_SETTINGS: Mapping[Kind, str] = {"company": "PROCORE_COMPANIES", "project": "PROCORE_PROJECTS"}


def keep_inside(tool: Tool, values: Mapping[str, Json], session: Session) -> None:
    """Raises NotAllowed for values that name another company or project, at whatever depth.

    Where projects are named, a change that belongs to no project is not allowed either.
    """
    if not (session.companies or session.projects):
        return
    named = list(_named(tool, values))
    for kind, number in named:
        if (listed := session.companies if kind == "company" else session.projects) and number not in listed:
            raise _outside(f"{tool.name} would act in {kind} {number}, which this server is not for.", kind)
    if session.projects and _is_change(tool) and "project" not in dict(named):
        raise _outside(
            f"{tool.name} changes something outside of any project, which this server is not for.", "project"
        )


def _named(tool: Tool, values: Mapping[str, Json]) -> Iterator[tuple[Kind, int | None]]:
    kinds = arguments_set(tool.params, "project")
    for name, value in values.items():
        yield from _meant(kinds.get(name) or _kind(name), value)


def _meant(kind: Kind | None, value: Json) -> Iterator[tuple[Kind, int | None]]:
    """The ids that `value` holds, if it is of a `kind`; otherwise those inside it."""
    if isinstance(value, list):
        for part in value:
            yield from _meant(kind, part)
    elif kind is not None:
        yield kind, _number(value)
    elif isinstance(value, dict):
        for name, part in value.items():
            if part is not None:
                yield from _meant(_kind(name), part)


def _kind(name: str) -> Kind | None:
    return _SEVERAL.get(name) or kind_of(name, "project")


def _is_change(tool: Tool) -> bool:
    """A workflow is judged by the actions that it runs."""
    return isinstance(tool, Action) and tool.safety > Safety.READ


def _number(value: Json) -> int | None:
    """None for what is no id, and so on no list."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else None


def _outside(message: str, kind: Kind) -> NotAllowed:
    return NotAllowed(message, hint=f"Nothing was sent. Whoever runs the server can change {_SETTINGS[kind]}.")
