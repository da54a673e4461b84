"""Schemas of arguments: words that every client reads, nothing free, everything described."""

from __future__ import annotations

import re

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import Json, JsonSchema
from procore_mcp.catalog.nearest import did_you_mean

WORDS = frozenset(
    {"type", "description", "enum", "format", "default", "items", "properties", "required", "additionalProperties"}
    | {"anyOf", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "x-wire"}
)
TYPES = frozenset({"string", "integer", "number", "boolean", "array", "object"})
# A nested property of such a name needs no description.
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


def check_schema(name: str, schema: JsonSchema, place: str, *, is_top: bool) -> None:
    """`name` is what the value is called, `is_top` says that it is an argument of the tool: those are all described.

    Raises Problem.
    """
    if not schema.keys() <= WORDS:
        word = min(schema.keys() - WORDS)
        fix = f"Remove it.{did_you_mean(word, sorted(WORDS))}"
        raise Problem(f"{place}.{word}", "clients do not all read this word", fix)
    kind = type_of(schema)
    if (kind is None) is not ("anyOf" in schema):
        fix = f"Choose of {', '.join(sorted(TYPES))}, or write `anyOf` instead."
        raise Problem(f"{place}.type", "one type is needed, alone or with null", fix)
    if not schema.get("description") and (is_top or not is_plain(name, schema, kind)):
        raise Problem(place, "a description is missing", "Say in a few words what the value means.")
    if "enum" in schema and not _are_words(schema["enum"]):
        fix = "List the values in the description."
        raise Problem(f"{place}.enum", "only choices of strings work in every client", fix)
    if kind == "array":
        _check_items(name, schema.get("items"), f"{place}.items")
    elif kind == "object":
        _check_object(schema, place)
    elif "anyOf" in schema:
        _check_branches(schema["anyOf"], f"{place}.anyOf")


def _check_branches(branches: Json, place: str) -> None:
    if not isinstance(branches, list) or not branches:
        raise Problem(place, "a choice has branches", "Write a list of schemas.")
    for position, branch in enumerate(branches):
        _check_part("id", branch, f"{place}.{position}")


def _check_items(name: str, items: Json, place: str) -> None:
    """The description of the array speaks for plain items, and its name for what else they hold."""
    is_scalar = isinstance(items, dict) and type_of(items) not in {"object", "array", None}
    _check_part("id" if is_scalar else name, items, place)


def _check_object(schema: JsonSchema, place: str) -> None:
    properties, rest = schema.get("properties"), schema.get("additionalProperties", False)
    if properties is None and rest is not False and rest is not True:
        _check_part("id", rest, f"{place}.additionalProperties")
        return
    if not isinstance(properties, dict) or not properties:
        raise Problem(place, "an object without named properties takes anything", "Name its properties.")
    if rest is not False:
        fix = "Remove it: objects with named properties are closed."
        raise Problem(f"{place}.additionalProperties", "clients know closed objects or free keys, not both", fix)
    _check_required(schema, properties, place)
    for name, inner in properties.items():
        if not _PROPERTY.fullmatch(name):
            fix = "Use letters, digits, _ and -, and put Procore's name in x-wire."
            raise Problem(f"{place}.properties.{name}", "clients refuse this name", fix)
        _check_part(name, inner, f"{place}.properties.{name}")


def _check_part(name: str, schema: Json, place: str) -> None:
    if not isinstance(schema, dict):
        raise Problem(place, "a schema is missing", "Write an object with `type` and `description`.")
    check_schema(name, schema, place, is_top=False)


def _check_required(schema: JsonSchema, named: dict[str, Json], place: str) -> None:
    required = schema.get("required", [])
    if not isinstance(required, list):
        raise Problem(f"{place}.required", "it is no list", "Write a list of property names.")
    for name in required:
        if name not in named:
            fix = f"Correct the name or add the property.{did_you_mean(str(name), named)}"
            raise Problem(f"{place}.required", f"there is no property {name!r}", fix)


def is_plain(name: str, schema: JsonSchema, kind: str | None) -> bool:
    """Its name or its form says it all: a flag, a choice, or something that holds described parts."""
    if name in _PLAIN_NAMES or name.endswith(_PLAIN_ENDINGS):
        return True
    items = schema.get("items")
    holds_parts = kind == "object" or (isinstance(items, dict) and "properties" in items)
    return holds_parts or kind == "boolean" or "enum" in schema or "anyOf" in schema


def _are_words(choices: Json) -> bool:
    return isinstance(choices, list) and all(isinstance(choice, str) for choice in choices)
