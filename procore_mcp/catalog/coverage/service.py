"""Who makes which call of Procore."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.openapi.documented_action import anonymous
from procore_mcp.catalog.openapi.imported import Imported
from procore_mcp.catalog.tool import Action
from procore_mcp.errors import UnknownTool


@dataclass(frozen=True, slots=True)
class Service:
    """One call. `tools` make it; without any, `instead` is the tool of the version that replaced it, or `outside` says
    why no tool makes it."""

    call: str
    tools: tuple[str, ...] = ()
    instead: str | None = None
    outside: str | None = None
    is_documented: bool = True

    @property
    def is_served(self) -> bool:
        return bool(self.tools or self.instead or self.outside)

    @property
    def by(self) -> tuple[str, ...]:
        """The tools to use for it today."""
        return self.tools or ((self.instead,) if self.instead else ())


def services(catalog: Catalog, imported: Imported) -> dict[str, Service]:
    """Every call that the document has or a tool makes, in the document's order, by its name without placeholders'."""
    made = _made(action for action in catalog.tools.values() if isinstance(action, Action))
    found: dict[str, Service] = {}
    for call, facts in imported.calls.items():
        tools = tuple(action.name for action in made.pop(anonymous(call), ()))
        instead = _standing(catalog, facts.instead)
        found[anonymous(call)] = Service(call, tools, None if tools else instead, facts.outside)
    for key, actions in made.items():
        call = f"{actions[0].http_method} {actions[0].path}"
        found[key] = Service(call, tuple(action.name for action in actions), is_documented=False)
    return found


def service_of(call: str, known: Mapping[str, Service]) -> Service:
    """An unserved one for a call that nobody knows."""
    return known.get(anonymous(call)) or Service(call, is_documented=False)


def _made(actions: Iterable[Action]) -> dict[str, list[Action]]:
    made: defaultdict[str, list[Action]] = defaultdict(list)
    for action in actions:
        made[anonymous(f"{action.http_method} {action.path}")].append(action)
    return dict(made)


def _standing(catalog: Catalog, name: str | None) -> str | None:
    """Today's name of the tool; None when there is no such tool any more."""
    try:
        return name and catalog.resolve(name).name
    except UnknownTool:
        return None
