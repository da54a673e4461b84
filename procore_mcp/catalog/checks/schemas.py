"""Schemas of arguments: words that every client reads, nothing free, everything described."""

from __future__ import annotations

import re
from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem, below
from procore_mcp.catalog.model import Json, JsonSchema
from procore_mcp.catalog.nearest import did_you_mean

WORDS = frozenset(
    {"type", "description", "enum", "format", "default", "items", "properties", "required", "additionalProperties"}
    | {"anyOf", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "x-wire"}
)
TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object"})
# A nested property of such a name needs no description; neither does a flag, a choice, or what holds described parts.
_PLAIN = """
    id ids name title subject description body notes note comment comments number code position quantity amount unit
    email phone mobile_phone business_phone fax_number website address street city zip postal_code state_code
    country_code latitude longitude date start_date end_date due_date first_name last_name company job_title private
"""
_PLAIN_NAMES = frozenset(_PLAIN.split())
_PLAIN_ENDINGS = ("_id", "_ids", "_at", "_date", "_name", "_number", "_on", "_count")
_PROPERTY = re.compile(r"[A-Za-z0-9_-]{1,64}")


def type_of(schema: JsonSchema) -> str | None:
    """The one type, without "or null"; a bare choice of words is a string."""
    kind = schema.get("type")
    if isinstance(kind, list):
        others = [one for one in kind if one != "null"]
        kind = others[0] if len(others) == 1 and len(kind) == 2 else None
    if kind is None and "enum" in schema:
        return "string"
    return kind if isinstance(kind, str) and kind in TYPES else None


def check_schema(name: str, schema: JsonSchema, *, is_top: bool) -> Iterator[Problem]:
    """`is_top`: an argument of the tool, which is always described."""
    for word in schema.keys() - WORDS:
        yield Problem(word, "clients do not all read this word", f"Remove it.{did_you_mean(word, sorted(WORDS))}")
    kind = type_of(schema)
    if kind is None and "anyOf" not in schema:
        yield Problem("type", "one type is needed, alone or with null", f"Choose of {', '.join(sorted(TYPES))}.")
    if not schema.get("description") and (is_top or not _is_plain(name, schema, kind)):
        yield Problem("", "a description is missing", "Say in a few words what the value means.")
    if not _are_words(schema.get("enum", [])):
        yield Problem("enum", "only choices of strings work in every client", "List the values in the description.")
    yield from _check_parts(name, schema, kind)


def _check_parts(name: str, schema: JsonSchema, kind: str | None) -> Iterator[Problem]:
    if kind == "array":
        yield from _check_items(name, schema.get("items"))
    if kind == "object":
        yield from _check_object(schema)
    branches = schema.get("anyOf")
    for position, branch in enumerate(branches if isinstance(branches, list) else []):
        if isinstance(branch, dict):
            yield from below(f"anyOf.{position}", check_schema("id", branch, is_top=False))


def _check_items(name: str, items: Json) -> Iterator[Problem]:
    if not isinstance(items, dict):
        yield Problem("items", "an array says what it holds", "Add a schema for its items.")
    elif type_of(items) in {"object", "array"} or items.keys() & {"anyOf"}:
        yield from below("items", check_schema(name, {"description": "-", **items}, is_top=False))
    else:
        yield from below("items", check_schema("id", items, is_top=False))


def _check_object(schema: JsonSchema) -> Iterator[Problem]:
    properties, rest = schema.get("properties"), schema.get("additionalProperties")
    if isinstance(rest, dict):
        yield from below("additionalProperties", check_schema("id", rest, is_top=False))
    elif not isinstance(properties, dict) or not properties:
        yield Problem("", "an object without named properties takes anything", "Name its properties.")
        return
    elif rest is True:
        yield Problem("additionalProperties", "true takes anything", "Remove it: objects are closed.")
    named = properties if isinstance(properties, dict) else {}
    yield from _check_required(schema, named)
    for inner_name, inner in named.items():
        yield from below(f"properties.{inner_name}", _check_property(inner_name, inner))


def _check_property(name: str, schema: Json) -> Iterator[Problem]:
    if not _PROPERTY.fullmatch(name):
        yield Problem("", "clients refuse this name", "Use letters, digits, _ and -, and put Procore's name in x-wire.")
    if isinstance(schema, dict):
        yield from check_schema(name, schema, is_top=False)
    else:
        yield Problem("", "a property needs a schema", "Write an object with `type` and `description`.")


def _check_required(schema: JsonSchema, named: dict[str, Json]) -> Iterator[Problem]:
    required = schema.get("required", [])
    unknown = [name for name in required if name not in named] if isinstance(required, list) else ["required"]
    if unknown:
        yield Problem("required", f"there is no property {unknown[0]}", "Correct the name or add the property.")


def _is_plain(name: str, schema: JsonSchema, kind: str | None) -> bool:
    if name in _PLAIN_NAMES or name.endswith(_PLAIN_ENDINGS):
        return True
    items = schema.get("items")
    holds_parts = kind == "object" or (isinstance(items, dict) and "properties" in items)
    return holds_parts or kind == "boolean" or "enum" in schema or "anyOf" in schema


def _are_words(choices: Json) -> bool:
    return isinstance(choices, list) and all(isinstance(choice, str) for choice in choices)
