"""The form of one value, whatever way the document describes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from procore_mcp.catalog.model import Json

Kind = Literal["string", "integer", "number", "boolean", "array", "object", "choice", "anything"]


@dataclass(frozen=True, slots=True)
class Shape:
    """`anything`: the document leaves the form open. `choices` are the words, or numbers, that a value can be.

    An object has named `properties`, or `rest`: one shape for the values of all keys. `required` may name more than
    `properties` holds: what only Procore writes is left out there.
    """

    kind: Kind = "anything"
    format: str | None = None
    choices: tuple[Json, ...] = ()
    default: Json = None
    nullable: bool = False
    items: Shape | None = None
    properties: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])
    required: frozenset[str] = frozenset()
    rest: Shape | None = None
    branches: tuple[Shape, ...] = ()

    @property
    def says_something(self) -> bool:
        """A bare object is what is left of forms that nobody could write down."""
        return self.kind != "anything" and (self.kind != "object" or bool(self.properties) or self.rest is not None)

    @property
    def is_named_object(self) -> bool:
        return self.kind == "object" and bool(self.properties)

    @property
    def is_file(self) -> bool:
        """Bytes that only a form can carry; a list of them counts."""
        if self.items is not None:
            return self.items.is_file
        return self.kind == "string" and self.format == "binary"

    @property
    def holds_file(self) -> bool:
        """Somewhere inside."""
        inside = [*self.properties.values(), *([self.items] if self.items else [])]
        return self.is_file or any(shape.holds_file for shape in inside)

    def told(self) -> str:
        """In a few signs, for comparing: `integer`, `string date`, `array of open|closed`."""
        parts: list[str] = [self.kind]
        if self.choices:
            parts = ["|".join(str(choice) for choice in self.choices)]
        elif self.items is not None:
            parts = [f"array of {self.items.told()}"]
        elif self.branches:
            parts = [" or ".join(branch.told() for branch in self.branches)]
        if self.format:
            parts.append(self.format)
        return " ".join([*parts, "or null"] if self.nullable else parts)

    def leaves(self, place: str) -> Iterator[tuple[str, Shape, bool]]:
        """Every named value inside, with its place and whether its holder requires it."""
        for name, inner in self.properties.items():
            here = f"{place}.{name}" if place else name
            yield here, inner, name in self.required
            yield from inner.leaves(here)
        if self.items is not None:
            yield from self.items.leaves(f"{place}[]")
        for branch in self.branches:
            yield from branch.leaves(place)
