"""Forms that real clients send, turned into the form that the schema asks for.

Only the form changes, never the meaning: what is ambiguous stays as it came, for the check to refuse.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import JsonSchema
from procore_mcp.engine.formats import date_part
from procore_mcp.engine.wire_text import text as plain

_INTEGER = re.compile(r"[+-]?\d{1,20}(\.0{1,6})?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,20}(\.\d{1,20})?", re.ASCII)
_BOOLEANS = {"true": True, "false": False}


def coerced(value: Json, schema: JsonSchema, *, keeps_null: bool) -> Json:
    """`value` as `schema` wants it, at every depth.

    Unless `keeps_null`, a property that may not be null counts as left out when it is null.
    """
    wanted = kinds(schema)
    if isinstance(value, str):
        value = _from_text(value, schema, wanted)
    elif isinstance(value, (int, float)):
        value = _from_number(value, wanted)
    takes_lists_only = wanted - {"null"} == frozenset({"array"})
    if takes_lists_only and value is not None and not isinstance(value, list) and not _is_broken_list(value):
        value = [value]
    if isinstance(value, list):
        items = within(schema, "items")
        return [coerced(item, items, keeps_null=keeps_null) for item in value]
    if isinstance(value, dict):
        return _object(value, schema, keeps_null=keeps_null)
    return value


def kinds(schema: JsonSchema) -> frozenset[str]:
    """JSON types that the schema allows; empty when it leaves the type open."""
    branches = schema.get("anyOf")
    if isinstance(branches, list):
        return frozenset[str]().union(*(kinds(cast("JsonSchema", branch)) for branch in branches))
    declared = schema.get("type", "string" if "enum" in schema else [])
    return frozenset(cast("list[str]", [declared] if isinstance(declared, str) else declared))


def takes_null(schema: JsonSchema) -> bool:
    wanted = kinds(schema)
    return not wanted or "null" in wanted


def property_schema(schema: JsonSchema, name: str) -> JsonSchema | None:
    """What the object's schema says about this property; None when there is no such property."""
    found = within(schema, "properties").get(name)
    if found is not None:
        return cast("JsonSchema", found)
    rest = _word(schema, "additionalProperties")
    is_open = rest is True or (rest is None and not within(schema, "properties"))
    return {} if is_open else cast("JsonSchema", rest) if isinstance(rest, dict) else None


def _object(value: Mapping[str, Json], schema: JsonSchema, *, keeps_null: bool) -> dict[str, Json]:
    shaped: dict[str, Json] = {}
    for name, part in value.items():
        described = property_schema(schema, name) or {}
        if part is not None or keeps_null or takes_null(described):
            shaped[name] = coerced(part, described, keeps_null=keeps_null)
    return shaped


def _from_text(value: str, schema: JsonSchema, wanted: frozenset[str]) -> Json:
    if not wanted or "string" in wanted:
        return _word_of(value, schema)
    bare = value.strip()
    if wanted & {"array", "object"} and bare[:1] in {"[", "{"}:
        return _parsed(bare, value)
    if "boolean" in wanted and bare.lower() in _BOOLEANS:
        return _BOOLEANS[bare.lower()]
    if "integer" in wanted and _INTEGER.fullmatch(bare):
        return int(bare.partition(".")[0])
    if "number" in wanted and _NUMBER.fullmatch(bare):
        return float(bare) if "." in bare else int(bare)
    return value


def _word_of(value: str, schema: JsonSchema) -> str:
    """A choice in Procore's own spelling; the date of a date-time where only a date is asked for."""
    if _word(schema, "format") == "date":
        return date_part(value.strip()) or value.strip()
    choices = cast("list[str]", _word(schema, "enum") or [])
    alike = [choice for choice in choices if choice.casefold() == value.strip().casefold()]
    return alike[0] if len(alike) == 1 and value not in choices else value


def _from_number(value: float, wanted: frozenset[str]) -> Json:
    if isinstance(value, bool) or not wanted or (isinstance(value, float) and not math.isfinite(value)):
        return value
    if isinstance(value, float) and "integer" in wanted and value.is_integer():
        return int(value)
    if "string" in wanted and not wanted & {"integer", "number"}:
        return plain(value)
    return value


def _parsed(bare: str, otherwise: str) -> Json:
    try:
        return cast("Json", json.loads(bare))
    except (ValueError, RecursionError):
        return otherwise


def _is_broken_list(value: Json) -> bool:
    return isinstance(value, str) and value.lstrip()[:1] == "["


def within(schema: JsonSchema, word: str) -> JsonSchema:
    """The schema, or the schemas by name, that stand under `word`; empty when there are none."""
    found = _word(schema, word)
    return cast("JsonSchema", found) if isinstance(found, dict) else {}


def _word(schema: JsonSchema, word: str) -> object:
    """What the schema says under `word`: itself, or in the one branch that stands beside "or null"."""
    branches = [branch for branch in cast("list[JsonSchema]", schema.get("anyOf") or []) if branch != {"type": "null"}]
    return schema[word] if word in schema else branches[0].get(word) if len(branches) == 1 else None
