"""Schemas of what the document leaves open: as wide as an honest guess from the name has to be, and no wider."""

from __future__ import annotations

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.words import is_plural, snake

Schema = dict[str, Json]
_ID: list[Json] = [{"type": "integer"}, {"type": "string"}]
_SCALARS: list[Json] = [{"type": "string"}, {"type": "number"}, {"type": "boolean"}]


def open_argument(name: str) -> Schema:
    """Of a whole argument nothing can be ruled out."""
    return _id(name) or {"anyOf": [*_SCALARS, _record(), _list(_SCALARS)]}


def open_field(name: str) -> Schema:
    """Of a field inside an argument: what has a name for many is a list, everything else is one value, or a
    record where its name is known for that.

    The units in which something is counted are one, and so is an amount in cents.
    """
    plain = snake(name)
    if plain.endswith("ids"):
        return _list(_ID)
    if is_plural(plain) and not plain.endswith(("_units", "_in_cents")):
        return _list([*_SCALARS, _record()])
    holds = plain in rules().holders or plain.rpartition("_")[2] in rules().holders
    return _id(name) or {"anyOf": [*_SCALARS, _record()] if holds else [*_SCALARS]}


def open_item(name: str) -> Schema:
    """Of one element of a list."""
    return _id(name) or {"anyOf": [*_SCALARS, _record()]}


def free_keys(description: str) -> Schema:
    """An object whose keys the document does not name."""
    return {"type": "object", "description": description, "additionalProperties": open_argument("")}


def custom_fields() -> Schema:
    """Keys that each company defines."""
    return {
        "type": "object",
        "description": "Own fields of the company, keyed `custom_field_123`.",
        "additionalProperties": {"anyOf": [*_SCALARS, _list([{"type": "string"}, {"type": "number"}])]},
    }


def _id(name: str) -> Schema | None:
    """An id is a number or text."""
    return {"anyOf": [*_ID]} if name == "id" or name.endswith("_id") else None


def _record() -> Schema:
    """What Procore sends in such a place is at most as deep as one more list."""
    return {
        "type": "object",
        "additionalProperties": {"anyOf": [*_SCALARS, _list([{"type": "string"}, {"type": "number"}])]},
    }


def _list(kinds: list[Json]) -> Schema:
    return {"type": "array", "items": {"anyOf": kinds}}
