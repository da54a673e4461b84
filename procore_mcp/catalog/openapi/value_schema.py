"""Shapes as schemas of a tool file: words that every client reads, nested as deep as Procore nests."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from procore_mcp.catalog.checks.schemas import is_plain, type_of
from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.glossary import Glossary, plain_meaning
from procore_mcp.catalog.openapi.open_schema import Schema, custom_fields, open_argument, open_field, open_item
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.usual_kinds import Scalar
from procore_mcp.catalog.openapi.words import snake

CUSTOM_FIELD = "%{"
_CLEAN = re.compile(r"[A-Za-z0-9_-]{1,64}")
_KEPT_FORMATS = frozenset({"date", "date-time", "email"})
_TOLD_FORMATS = {
    "byte": "As base64.",
    "binary": "As base64.",
    "decimal": "A decimal number.",
    "float": "A decimal number.",
    "int64": "Digits.",
    "time": "Written HH:MM.",
    "uri": "A web address.",
    "uuid": "A UUID.",
}
_FLAG = "True"
_RECORD = "Fields of"
_TRUTHS = frozenset({"true", "false"})
_PYTHON_TYPES = {"string": str, "integer": int, "number": (int, float), "boolean": bool}


@dataclass(frozen=True, slots=True)
class SchemaWriter:
    """`origin` says where the ids of a name come from, empty when that is unknown; `narrows` that the values choose
    among the records of a list.

    `meant`: under which name the glossary has a word that means something else here. `usual`: what fields of a name
    are elsewhere in the document.
    """

    glossary: Glossary
    origin: Callable[[str], str]
    narrows: bool = False
    meant: Mapping[str, str] = field(default_factory=dict[str, str])
    usual: Mapping[str, Scalar] = field(default_factory=dict[str, Scalar])

    def argument(self, name: str, shape: Shape) -> Schema:
        """Of one argument, always described. `name` is Procore's."""
        schema = self._schema(name, shape, open_argument)
        return {**schema, "description": self.description(name, shape)}

    def description(self, name: str, shape: Shape) -> str:
        told = [f"{self._meaning(name, shape)}.", self.origin(name), *_facts(shape)]
        return " ".join(part for part in told if part)

    def _meaning(self, name: str, shape: Shape) -> str:
        """What the glossary says, unless it speaks of another kind of value: a flag or a record, and this is none."""
        known = self.glossary.meaning(self.meant.get(name, name), narrows=self.narrows)
        is_flag = _is_flag(shape.items or shape)
        of_record = known.startswith(_RECORD) and (shape.items or shape).kind in _PYTHON_TYPES
        if known and not of_record and (known.startswith(_FLAG) is is_flag or known.startswith("Whether")):
            return known
        return f"{plain_meaning(name)}{', yes or no' if is_flag else ''}"

    def _inner(self, name: str, shape: Shape) -> Schema:
        """Of a value inside an argument, described where its name does not say it all."""
        schema = self._schema(name, shape, self._open_field)
        kind = type_of(schema)
        if is_plain(name, schema, kind) and not _facts(shape):
            origin = self.origin(name)
            return {**schema, "description": origin} if origin else schema
        return {**schema, "description": self.description(name, shape)}

    def _schema(self, name: str, shape: Shape, leave_open: Callable[[str], Schema]) -> Schema:
        """`leave_open` is for what the document says nothing about, which a bare object is too."""
        if shape.kind == "choice":
            branches: list[Json] = [_bare(self._schema(name, branch, leave_open)) for branch in shape.branches]
            return _nullable({"anyOf": branches}) if shape.nullable else {"anyOf": branches}
        if not shape.says_something:
            return leave_open(name)
        schema = self._typed(name, shape)
        if isinstance(shape.default, _PYTHON_TYPES.get(shape.kind, ())) and not shape.nullable:
            schema["default"] = shape.default
        return _nullable(schema) if shape.nullable else schema

    def _open_field(self, name: str) -> Schema:
        usual = self.usual.get(name)
        return {"type": usual} if usual else open_field(name)

    def _typed(self, name: str, shape: Shape) -> Schema:
        words = [choice for choice in shape.choices if isinstance(choice, str)]
        if _is_flag(shape):
            return {"type": "boolean"}
        if words and shape.kind == "string":
            return {"enum": [*words]}
        if shape.items is not None:
            return {"type": "array", "items": self._items(name, shape.items)}
        if shape.properties:
            return self._object(shape)
        if shape.rest is not None:
            return {"type": "object", "additionalProperties": self._items(name, shape.rest)}
        schema: Schema = {"type": shape.kind}
        if shape.kind == "string" and shape.format in _KEPT_FORMATS:
            schema["format"] = shape.format
        return schema

    def _items(self, name: str, shape: Shape) -> Schema:
        """The name of the list speaks for what is in it; ids are ids whatever else the document leaves open."""
        schema = self._schema(name.removesuffix("s") if name.endswith("_ids") else name, shape, open_item)
        return {**schema, "description": self.description(name, shape)} if shape.items is not None else schema

    def _object(self, shape: Shape) -> Schema:
        properties: dict[str, Json] = {}
        renamed: dict[str, str] = {}
        for name, inner in shape.properties.items():
            public = clean(name, properties)
            renamed[name] = public
            properties[public] = self._property(name, public, inner)
        schema: Schema = {"type": "object", "properties": properties}
        required: list[Json] = [renamed[name] for name in shape.properties if name in shape.required]
        return {**schema, "required": required} if required else schema

    def _property(self, name: str, public: str, shape: Shape) -> Schema:
        if CUSTOM_FIELD in name:
            return {**custom_fields(), "x-wire": "*"}
        schema = self._inner(name, shape)
        return schema if public == name else {**schema, "x-wire": name}


def _is_flag(shape: Shape) -> bool:
    """Some are documented as a choice of two words, which the query writes the same."""
    return shape.kind == "boolean" or frozenset(map(str, shape.choices)) == _TRUTHS


def clean(name: str, taken: Collection[str] = ()) -> str:
    """A name that clients take: `custom_field_%{…}` as `custom_fields`, other signs as `_`."""
    if CUSTOM_FIELD in name:
        return "custom_fields"
    found = name if _CLEAN.fullmatch(name) else snake(name)[:64]
    while found in taken:
        found = f"{found}_"
    return found


def _nullable(schema: Schema) -> Schema:
    """Of a choice the first branch takes null; a choice of words is of strings."""
    if isinstance(branches := schema.get("anyOf"), list):
        first, *others = [branch for branch in branches if isinstance(branch, dict)]
        return {**schema, "anyOf": [_nullable(first), *others]}
    return {**schema, "type": [schema.get("type", "string"), "null"]}


def _bare(schema: Schema) -> Schema:
    return {word: value for word, value in schema.items() if word != "description"}


def _facts(shape: Shape) -> list[str]:
    """What the schema cannot say in the words that all clients read."""
    inner = shape.items or shape
    told = [_TOLD_FORMATS[inner.format]] if inner.kind == "string" and inner.format in _TOLD_FORMATS else []
    numbers = [str(choice) for choice in inner.choices if not isinstance(choice, str)]
    return [*told, f"One of {', '.join(numbers)}."] if numbers else told
