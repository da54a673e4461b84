"""What JSON Schema does not see: unknown names, ids that cannot be, ranges that end before they start."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import JsonSchema
from procore_mcp.catalog.tool import Tool, Workflow
from procore_mcp.catalog.view_field import parse_view_field
from procore_mcp.engine.coerce import property_schema, within
from procore_mcp.engine.companions import companions
from procore_mcp.engine.complaint import Place, place_name, shown, unknown
from procore_mcp.engine.file_scruples import file_scruples
from procore_mcp.engine.formats import is_date, is_date_time
from procore_mcp.engine.wire_text import fits_header

LARGEST_ID = 2**63 - 1
LONGEST_FIELD = 300  # characters
Found = Iterator[tuple[Place, str]]


def scruples(tool: Tool, schema: JsonSchema, values: Mapping[str, Json]) -> Found:
    """`values` are in form already; each problem comes with its place."""
    yield from _astray(tool, values)
    yield from _walk((), cast("Json", values), schema)
    yield from _paths(tool, values)
    yield from _headers(tool, values)
    yield from _ranges(tool, values)
    yield from companions(tool, values)
    yield from file_scruples(tool, values)
    yield from _fields(values)


def _astray(tool: Tool, values: Mapping[str, Json]) -> Found:
    """Arguments of a tool, beside `arguments` instead of inside."""
    if isinstance(tool, Workflow) and tool.runs_effect is not None:
        for name in values.keys() - tool.params.keys():
            inside = f"what the tool itself takes, also `confirmation`, goes inside `arguments` of {tool.name}."
            yield (name,), f"{place_name((name,))} is in the wrong place; {inside}"


def _walk(place: Place, value: Json, schema: JsonSchema) -> Found:
    if isinstance(value, dict):
        for name, part in value.items():
            described = property_schema(schema, name)
            if described is None:
                yield (*place, name), unknown((*place, name), within(schema, "properties"))
            else:
                yield from _walk((*place, name), part, described)
    elif isinstance(value, list):
        items = within(schema, "items")
        for position, part in enumerate(value):
            yield from _walk((*place, position), part, items)
    else:
        yield from _scalar(place, value)


def _scalar(place: Place, value: Json) -> Found:
    name = next(str(part) for part in reversed(place) if isinstance(part, str))
    is_id = name == "id" or name.endswith(("_id", "_ids"))
    if is_id and isinstance(value, int) and not isinstance(value, bool) and not 1 <= value <= LARGEST_ID:
        yield place, f"{place_name(place)} is {value}, which no record has: ids are 1 or more and below 2^63."
    if isinstance(value, float) and not math.isfinite(value):
        yield place, f"{place_name(place)} is {value}, which is no number that JSON can hold."
    if isinstance(value, str) and any("\ud800" <= character <= "\udfff" for character in value):
        yield place, f"{place_name(place)} holds half of a character (a lone surrogate); send the text again."


def _paths(tool: Tool, values: Mapping[str, Json]) -> Found:
    for name, param in tool.params.items():
        value = values.get(name)
        if param.in_ == "path" and isinstance(value, str) and not value.strip(". \t\r\n"):
            yield (name,), f"{name} is {shown((name,), value)}, which names no record."


def _headers(tool: Tool, values: Mapping[str, Json]) -> Found:
    for name, param in tool.params.items():
        value = values.get(name)
        if param.in_ == "header" and isinstance(value, str) and not fits_header(value):
            yield (name,), f"{name} is {shown((name,), value)}; it takes plain letters, digits and signs in one line."


def _ranges(tool: Tool, values: Mapping[str, Json]) -> Found:
    ends = {(param.wire or name, param.range): name for name, param in tool.params.items() if param.range}
    for (wire, end), since in ends.items():
        until = ends.get((wire, "until"), "")
        if end == "since" and _is_after(values.get(since), values.get(until)):
            yield (until,), f"{until} lies before {since}; exchange them."


def _is_after(since: Json, until: Json) -> bool:
    """False as soon as one is absent or malformed: that is told elsewhere."""
    if not isinstance(since, str) or not isinstance(until, str):
        return False
    if is_date_time(since) and is_date_time(until):
        return datetime.fromisoformat(since) > datetime.fromisoformat(until)
    return is_date(since[:10]) and is_date(until[:10]) and since[:10] > until[:10]


def _fields(values: Mapping[str, Json]) -> Found:
    fields = values.get("fields")
    for position, field in enumerate(fields if isinstance(fields, list) else []):
        if not _is_field(str(field)):
            takes = "it takes a path in the record, like assignees.0.name"
            yield ("fields", position), f"fields[{position}] is {shown((), field)}; {takes}."


def _is_field(text: str) -> bool:
    """What is read once is remembered, so nothing endless may be read."""
    if len(text) > LONGEST_FIELD:
        return False
    try:
        parse_view_field(text)
    except ValueError:
        return False
    return True
