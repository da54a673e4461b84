"""Curated tools that do what a call does, where the document has it in another form as well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.catalog.openapi.documented_action import DocumentedAction, versionless
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.where import is_of_project
from procore_mcp.catalog.openapi.words import singular
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool

_SCOPE = re.compile(r"/(companies|projects)/\{\}(?=/)")
# What writes many records at once creates and changes them.
_DEEDS = {"sync": ("create", "update")}


@dataclass(frozen=True, slots=True)
class Twins:
    """`by_path` are the curated actions by method and path, without scope and version."""

    curated: Mapping[str, Tool]
    by_path: Mapping[tuple[str, str], Tool]

    def of(self, action: DocumentedAction, said: Phrase) -> str:
        """By the same words or the same path, on the same level in the same product; empty when there is none."""
        of_project = is_of_project(action, said)
        names = [] if said.then else [same_words(said, scope=scope) for scope in ("", _level(of_project=of_project))]
        known = [*map(self.curated.get, names), self.by_path.get((action.method, _place(action.path)))]
        same = (tool for tool in known if isinstance(tool, Action) and ("project_id" in tool.params) is of_project)
        return next((tool.name for tool in same if _product(tool.path) == _product(action.path)), "")

    def namesake(self, action: DocumentedAction, said: Phrase) -> str:
        """The twin whose name is what this call would be called; empty when there is none."""
        found = self.of(action, said)
        return found if found == same_words(said) else ""

    def commits(self, action: DocumentedAction, said: Phrase) -> bool:
        """A twin is a commit, or what does the same to one such record."""
        noun, level = singular(said.nouns(said.parents)), _level(of_project=is_of_project(action, said))
        deeds = _DEEDS.get(said.verb, (said.verb,))
        alike = [f"{deed}_{scope}{noun}" for deed in deeds for scope in ("", f"{level}_")]
        known = map(self.curated.get, [self.of(action, said), *alike])
        return any(tool is not None and tool.safety is Safety.COMMIT for tool in known)


def twins(curated: Mapping[str, Tool]) -> Twins:
    actions = [tool for tool in curated.values() if isinstance(tool, Action)]
    return Twins(curated, {(tool.http_method, _place(tool.path)): tool for tool in reversed(actions)})


def same_words(said: Phrase, *, scope: str = "") -> str:
    return f"{said.verb}_{said.nouns(said.parents, scope=scope)}"


def _level(*, of_project: bool) -> str:
    return "project" if of_project else "company"


def _place(path: str) -> str:
    return _SCOPE.sub("", versionless(path))


def _product(path: str) -> set[str]:
    """The segments that name one."""
    return {*path.split("/")} & rules().containers.keys()
