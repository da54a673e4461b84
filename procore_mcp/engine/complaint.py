"""One plain sentence for each thing that is wrong with an argument."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import JsonSchema
from procore_mcp.catalog.nearest import nearest
from procore_mcp.engine.formats import EXAMPLES

Place = tuple[str | int, ...]
_LONGEST_SHOWN = 60
_MOST_CHOICES = 12
_SECRET = re.compile(r"secret|password|token|confirmation|base64|authorization", re.IGNORECASE)
_KINDS = {
    "integer": "a whole number",
    "number": "a number",
    "string": "text",
    "boolean": "true or false",
    "array": "a list",
    "null": "null",
}


def place_name(place: Iterable[str | int]) -> str:
    """`assignees[0].name`."""
    return _short("".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix("."))


def shown(place: Place, value: object) -> str:
    """The value, short enough to quote and never a secret or a link's query."""
    if any(isinstance(part, str) and _SECRET.search(part) for part in place):
        return "not what it takes"
    text = json.dumps(value, ensure_ascii=False, default=str)
    if "://" in text:
        text = text.partition("?")[0]
    return _short(text)


def expected(schema: JsonSchema) -> str:
    """What the schema takes, in words."""
    if branches := schema.get("anyOf"):
        return " or ".join(dict.fromkeys(expected(branch) for branch in cast("list[JsonSchema]", branches)))
    if choices := schema.get("enum"):
        return _choices(cast("list[str]", choices))
    if example := EXAMPLES.get(str(schema.get("format"))):
        return example
    kinds = schema.get("type", "string")
    return " or ".join(_kind(kind, schema) for kind in cast("list[str]", [kinds] if isinstance(kinds, str) else kinds))


def complaint(rule: str, limit: Any, place: Place, value: Json, schema: JsonSchema) -> str:  # noqa: ANN401 - any JSON
    """`rule` is the word of JSON Schema that was broken, `limit` what it says."""
    name = place_name(place)
    if value is None:
        return f"{name} is null, which it cannot be; leave it out, or give {expected(schema)}."
    if rule in _LIMITS:
        return f"{name} {_LIMITS[rule](limit)}; given was {shown(place, value)}."
    return f"{name} is {shown(place, value)}; it takes {expected(schema)}.{_meant(value, schema)}"


def missing(place: Place, schema: JsonSchema) -> str:
    """With its description, which says where to get it from."""
    return f"{place_name(place)} is missing; it takes {expected(schema)}. {schema.get('description', '')}".rstrip()


def unknown(place: Place, real_names: Iterable[str]) -> str:
    """`real_names` are those of the object in which the unknown name stands."""
    *parents, last = place
    names = list(real_names)
    close = nearest(str(last), names)
    near = f"did you mean {' or '.join(close)}?" if close else f"known are {_listed(names) or 'none'}."
    where = f" in {place_name(parents)}" if parents else ""
    return f"{_short(str(last))} is not an argument{where}; {near}"


_LIMITS: dict[str, Callable[[Any], str]] = {
    "minimum": lambda limit: f"must be {limit} or more",
    "maximum": lambda limit: f"must be {limit} or less",
    "minLength": lambda limit: "must not be empty" if limit == 1 else f"needs {limit} characters or more",
    "maxLength": lambda limit: f"takes {limit} characters at most",
    "minItems": lambda limit: f"needs {limit} or more elements",
    "maxItems": lambda limit: f"takes {limit} elements at most",
    "pattern": lambda limit: f"must match the pattern {limit}",
}


def _short(text: str) -> str:
    whole = text.encode("utf-8", "replace").decode()  # half a character would break whatever carries the sentence
    return whole if len(whole) <= _LONGEST_SHOWN else f"{whole[: _LONGEST_SHOWN - 1]}…"


def _kind(kind: str, schema: JsonSchema) -> str:
    """An object with its members: those that it needs, or else those that it may have."""
    if kind != "object":
        return _KINDS[kind]
    if needed := cast("list[str]", schema.get("required", [])):
        return f"an object with {_listed(needed)}"
    possible = list(cast("dict[str, Any]", schema.get("properties", {})))
    return f"an object with any of {_listed(possible)}" if possible else "an object"


def _choices(choices: list[str]) -> str:
    return f"one of {_listed(choices)}" if len(choices) > 1 else f"only {choices[0]}"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_CHOICES} more" if len(names) > _MOST_CHOICES else ""
    return ", ".join(names[:_MOST_CHOICES]) + more


def _meant(value: Json, schema: JsonSchema) -> str:
    close = nearest(value, cast("list[str]", schema.get("enum", []))) if isinstance(value, str) else ()
    return f" Did you mean {' or '.join(close)}?" if close else ""
