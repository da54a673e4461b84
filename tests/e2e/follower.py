"""Fills in arguments as an assistant does that knows nothing but what the tools say of themselves."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from mcp import Client

from procore_mcp.catalog.tool import Tool
from tests.e2e.contracts import CATALOG
from tests.e2e.plain_value import plain_value
from tests.e2e.told import tell

Arguments = dict[str, Any]
# "Link id, from id in rfis of show_coordination_issue": where a value is taken from, outermost last.
_SOURCE = re.compile(r"(?:[Ff]rom|as|in) ((?:[a-z_]+ (?:in|of) )*)([a-z]+_[a-z_]+)\b")
_MOST_TRIED = 12


class Lost(Exception):
    """The tools' own words lead nowhere: the message says where they end."""


class Follower:
    """Asks each question once. A list without rows, or a parent without the part, is left for the next candidate."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._answers: dict[str, list[Any]] = {}

    async def arguments(self, name: str, known: Mapping[str, Any] | None = None) -> Arguments:
        """The first that fit together. Raises Lost."""
        tool = CATALOG.resolve(name)
        async for filled in self._filled(tool, _required(tool), dict(known or {})):
            return filled
        raise Lost(f"{name}: no value found for {', '.join(_required(tool))}")

    async def _filled(self, tool: Tool, names: list[str], known: Arguments) -> AsyncIterator[Arguments]:
        """Every way to give `names` a value beside what is known already."""
        missing = [name for name in names if name not in known]
        if not missing:
            yield {name: known[name] for name in names}
            return
        async for value, beside in self._values(missing[0], property_of(tool, missing[0]), known):
            async for filled in self._filled(tool, names, {**beside, **known, missing[0]: value}):
                yield filled

    async def _values(
        self, name: str, schema: Mapping[str, Any], known: Arguments
    ) -> AsyncIterator[tuple[Any, Arguments]]:
        """Values, each with the arguments that led to it."""
        source = source_of(schema)
        if source is None:
            yield await self._composed(name, schema, known), {}
            return
        path, tool = source
        async for asked in self._filled(tool, _required(tool), known):
            rows = await self._rows(tool.name, asked)
            for value in _dug(rows, path, name)[:_MOST_TRIED]:
                yield ([value] if schema.get("type") == "array" else value), asked

    async def _composed(self, name: str, schema: Mapping[str, Any], known: Arguments) -> Any:
        """A value that needs no look-up, or an object or a list whose parts may."""
        if schema.get("type") == "object":
            parts = {
                part: await self._first(part, schema["properties"][part], known) for part in schema.get("required", [])
            }
            return parts or {part: await self._first(part, inner, known) for part, inner in _some(schema)}
        if schema.get("type") == "array":
            return [await self._first(name, schema["items"], known)]
        return plain_value(name, schema)

    async def _first(self, name: str, schema: Mapping[str, Any], known: Arguments) -> Any:
        async for value, _ in self._values(name, schema, known):
            return value
        raise Lost(f"no value found for {name}: {schema.get('description')}")

    async def _rows(self, name: str, arguments: Arguments) -> list[Any]:
        key = f"{name} {json.dumps(arguments, sort_keys=True)}"
        if key not in self._answers:
            told = await tell(self._client, name, arguments)
            if told.failed:
                raise Lost(f"{name} {arguments}: {told.error['message']}")
            self._answers[key] = told.items if "items" in told.data else [told.record]
        return self._answers[key]


def property_of(tool: Tool, name: str) -> Mapping[str, Any]:
    """Its schema, as clients see it."""
    properties: Any = tool.input_schema["properties"]
    return properties[name]


def source_of(schema: Mapping[str, Any]) -> tuple[list[str], Tool] | None:
    """The tool that its description sends to, and the fields to go down there."""
    if "enum" in schema or schema.get("type") == "object":
        return None
    for found in _SOURCE.finditer(str(schema.get("description", ""))):
        if found[2] in CATALOG.tools:
            return re.findall(r"([a-z_]+) (?:in|of) ", found[1])[::-1], CATALOG.resolve(found[2])
    return None


def _required(tool: Tool) -> list[str]:
    required: Any = tool.input_schema.get("required", [])
    return list(required)


def _some(schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The first part that says nothing of where it comes from."""
    plain = [(name, inner) for name, inner in schema.get("properties", {}).items() if source_of(inner) is None]
    yield from plain[:1]


def _dug(rows: list[Any], path: list[str], name: str) -> list[Any]:
    """The values that lie there, in order, each once."""
    for step in path:
        rows = [part for row in rows if isinstance(row, dict) for part in _many(row.get(step))]
    found = [_named(row, name) for row in rows]
    return list(dict.fromkeys(value for value in found if value is not None))


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(row: Any, name: str) -> Any:
    """The field of that name, else its id: rows are known by their id."""
    if not isinstance(row, dict):
        return row
    named = (row[key] for key in (name, "id", "uuid", "key", "name", "value") if row.get(key) is not None)
    return next(named, next(iter(row.values())) if len(row) == 1 else None)
