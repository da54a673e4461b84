"""The object that most bodies of version 1 put around their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.catalog.openapi.shape import Shape


@dataclass(frozen=True, slots=True)
class Wrapping:
    """`name` of the wrapper, with its fields in `inner`; `outer` stand beside it, or are the whole body without one.

    `required` holds places: `("inner", "subject")`.
    """

    name: str | None
    inner: Mapping[str, Shape]
    outer: Mapping[str, Shape]
    required: frozenset[tuple[str, str]]

    def field(self, name: str) -> tuple[Shape | None, bool]:
        """The field of this name, and whether Procore insists on it."""
        for place, fields in (("outer", self.outer), ("inner", self.inner)):
            if name in fields:
                return fields[name], (place, name) in self.required
        return None, False


def wrapping(shape: Shape) -> Wrapping | None:
    """Of a body that is an object with named fields. A wrapper is its one object that has to be there."""
    if not shape.is_named_object:
        return None
    objects = [name for name, inner in shape.properties.items() if inner.is_named_object]
    is_wrapped = len(objects) == 1 and (len(shape.properties) == 1 or objects[0] in shape.required)
    name = objects[0] if is_wrapped else None
    outer = {field: inner for field, inner in shape.properties.items() if field != name}
    required = {("outer", field) for field in outer if field in shape.required}
    if name is None:
        return Wrapping(None, {}, outer, frozenset(required))
    wrapper = shape.properties[name]
    required |= {("inner", field) for field in wrapper.required}
    return Wrapping(name, wrapper.properties, outer, frozenset(required))
