"""Arguments that travel in the path: ids, which say what they are ids of and where to find them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procore_mcp.catalog.openapi.arguments import Arguments
from procore_mcp.catalog.openapi.documented_action import DocumentedAction, DocumentedParam
from procore_mcp.catalog.openapi.glossary import Glossary
from procore_mcp.catalog.openapi.phrase import phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.sources import Sources
from procore_mcp.catalog.openapi.value_schema import SchemaWriter
from procore_mcp.catalog.openapi.words import singular, snake

_IDS = frozenset({"integer", "string"})


@dataclass(frozen=True, slots=True)
class PathArguments:
    """`settled` are placeholders that company and project fill."""

    arguments: Arguments
    glossary: Glossary
    sources: Sources
    settled: frozenset[tuple[str, str]]

    def put(self, action: DocumentedAction) -> None:
        for param in action.in_place("path"):
            if ("path", param.name) not in self.settled:
                self._put(action, param)

    def _put(self, action: DocumentedAction, param: DocumentedParam) -> None:
        name = _owned_id(action, param)
        origin = self.sources.of_placeholder(action, param.name) or self.sources.of_id(action, name)
        shape = param.shape if param.shape.kind in _IDS else Shape("string")
        schema = SchemaWriter(self.glossary, lambda _: origin).argument(_meant(action, param, name), shape)
        self.arguments.add(name, param.name, {"in": "path", "schema": schema})


def _owned_id(action: DocumentedAction, param: DocumentedParam) -> str:
    """`id` is the id of something: `rfi_id` behind `rfis`."""
    if param.name not in {"id", "uuid"}:
        return snake(param.name)
    return f"{singular(snake(_before(action, param).rpartition('/')[2]))}_{param.name}"


def _meant(action: DocumentedAction, param: DocumentedParam, name: str) -> str:
    """The id by a name that says more: of a `section_id` alone nobody knows which kind of section is meant."""
    noun, _, ending = name.rpartition("_")
    if noun not in rules().vague | rules().generic:
        return name
    said = phrase(replace(action, method="GET", path=f"{_before(action, param)}/{{id}}"))
    return f"{said.nouns(said.parents)}_{ending}"


def _before(action: DocumentedAction, param: DocumentedParam) -> str:
    return action.path.partition(f"/{{{param.name}}}")[0]
