"""From the document's schemas to shapes: references followed, `allOf` joined, alternatives brought together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeGuard, cast

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.document import Document, reference_of
from procore_mcp.catalog.openapi.node import Node
from procore_mcp.catalog.openapi.shape import Kind, Shape
from procore_mcp.catalog.openapi.words import is_sayable

_KINDS = frozenset({"string", "integer", "number", "boolean", "array", "object"})
_COMBINING = ("allOf", "oneOf", "anyOf")
_BYTES = "application/octet-stream"
_DEEPEST, _MOST = 100, 20_000
_OPEN_OBJECT = Shape("object")
# In words; time zones and states have up to five.
_LONGEST_VALUE = 8
_BRACKETS = re.compile(r" \(.*\)$")


@dataclass(frozen=True, slots=True)
class Trail:
    """The references that led to a schema, how deep it lies, and how many were read with it."""

    references: tuple[str, ...] = ()
    depth: int = 0
    read: Iterator[int] = field(default_factory=count)

    def deeper(self, node: Node) -> Trail:
        """Raises BadDocument for what would unfold without end: schemas that all hold each other do."""
        if self.depth == _DEEPEST or next(self.read) == _MOST:
            node.fail(f"this unfolds to more than {_DEEPEST} levels or {_MOST:,} schemas")
        return replace(self, depth=self.depth + 1)


@dataclass(frozen=True, slots=True)
class ShapeReader:
    document: Document

    def read(self, node: Node, inside: Trail | None = None) -> Shape:
        """A shape that holds itself is cut where it starts again. Raises BadDocument."""
        inside = Trail() if inside is None else inside.deeper(node)
        reference = reference_of(node)
        if reference is not None:
            if reference in inside.references:
                return _OPEN_OBJECT
            inside = replace(inside, references=(*inside.references, reference))
        node = self.document.resolved(node)
        if isinstance(node.value, bool):
            return Shape()
        own = self._own(node, inside)
        if all(node.at(word) is None for word in _COMBINING):
            return own
        parts = [own, *(self.read(part, inside) for part in node.elements_at("allOf"))]
        choices = [branches for word in ("oneOf", "anyOf") if (branches := node.elements_at(word))]
        alternatives = (_alternatives([self.read(branch, inside) for branch in branches]) for branches in choices)
        return _joined([*parts, *alternatives])

    def _own(self, node: Node, inside: Trail) -> Shape:
        kind, nullable = _kind(node)
        properties = {name: self.read(inner, inside) for name, inner in self._written(node)}
        items, default, only = node.at("items"), node.at("default"), node.at("const")
        choices = [choice.json() for choice in (node.elements_at("enum") if only is None else [only])]
        if kind == "anything":
            kind = _untold_kind(choices, has_items=items is not None, has_properties=bool(properties))
        return Shape(
            kind=kind,
            format=node.text_at("format") or ("binary" if node.text_at("contentMediaType") == _BYTES else None),
            choices=_values(choices),
            default=default.json() if default else None,
            nullable=nullable or None in choices,
            items=(self.read(items, inside) if items else Shape()) if kind == "array" else None,
            properties=properties,
            required=frozenset(one.text() for one in node.elements_at("required")),
            rest=self._rest(node, inside),
        )

    def _written(self, node: Node) -> Iterator[tuple[str, Node]]:
        """The properties that a caller writes."""
        for name, inner in node.entries_at("properties").items():
            if not is_sayable(name):
                inner.fail(f"{name!r} has no letter or digit that a field could be named by")
            target = self.document.resolved(inner)
            if isinstance(target.value, bool):
                if target.value:
                    yield name, inner
            elif not target.flag_at("readOnly"):
                yield name, inner

    def _rest(self, node: Node, inside: Trail) -> Shape | None:
        rest = node.at("additionalProperties")
        return self.read(rest, inside) if rest is not None and isinstance(rest.value, dict) else None


def _values(choices: Sequence[Json]) -> tuple[Json, ...]:
    """Without what documents say of a value behind it in brackets; prose in place of the values is no choice."""
    values = [
        _BRACKETS.sub("", choice) if _is_explained(choice) else choice for choice in choices if choice is not None
    ]
    return () if any(_is_prose(value) for value in values) else tuple(values)


def _is_explained(choice: Json) -> TypeGuard[str]:
    return _is_prose(choice) or (isinstance(choice, str) and choice.endswith(" (default)"))


def _is_prose(choice: Json) -> TypeGuard[str]:
    return isinstance(choice, str) and len(choice.split()) > _LONGEST_VALUE


def _kind(node: Node) -> tuple[Kind, bool]:
    """The type, and whether it may be null: `nullable` of OpenAPI 3.0, or null among the types of 3.1."""
    found, nullable = node.at("type"), node.flag_at("nullable")
    if found is None:
        return "anything", nullable
    names = [found.text()] if isinstance(found.value, str) else [one.text() for one in found.elements()]
    kinds = [name for name in names if name != "null"]
    if any(kind not in _KINDS for kind in kinds):
        found.fail(f"{' or '.join(names)} is no type of JSON Schema")
    return (cast("Kind", kinds[0]) if len(kinds) == 1 else "anything"), nullable or "null" in names


def _untold_kind(choices: Sequence[Json], *, has_items: bool, has_properties: bool) -> Kind:
    """What a schema without a type is about, by the other words that it uses."""
    if has_items or has_properties:
        return "array" if has_items else "object"
    kinds = {type(choice) for choice in choices if choice is not None}
    return "string" if kinds == {str} else "integer" if kinds == {int} else "anything"


def _alternatives(branches: Sequence[Shape]) -> Shape:
    """Objects become one that takes the fields of all and requires what all require; others stay a choice."""
    if all(branch.is_named_object for branch in branches):
        required = frozenset[str].intersection(*(branch.required for branch in branches))
        return replace(_joined(branches), required=required)
    if all(branch.kind == "string" and branch.choices for branch in branches):
        words = dict.fromkeys(str(choice) for branch in branches for choice in branch.choices)
        return replace(branches[0], choices=tuple(words))
    unique = [branch for position, branch in enumerate(branches) if branch not in branches[:position]]
    return unique[0] if len(unique) == 1 else Shape("choice", branches=tuple(unique))


def _joined(parts: Sequence[Shape]) -> Shape:
    """What the parts say together; of two words on the same thing the later one."""
    whole = parts[0]
    for part in parts[1:]:
        whole = Shape(
            kind=whole.kind if part.kind == "anything" else part.kind,
            format=part.format or whole.format,
            choices=part.choices or whole.choices,
            default=whole.default if part.default is None else part.default,
            nullable=whole.nullable or part.nullable,
            items=part.items or whole.items,
            properties={**whole.properties, **part.properties},
            required=whole.required | part.required,
            rest=part.rest or whole.rest,
            branches=part.branches or whole.branches,
        )
    return whole
