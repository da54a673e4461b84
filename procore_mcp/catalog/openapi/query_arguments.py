"""Arguments that travel in the query."""

from __future__ import annotations

import re
from collections.abc import Iterable

from procore_mcp.catalog.openapi.arguments import Arguments, Entry, public_name
from procore_mcp.catalog.openapi.documented_action import DocumentedParam
from procore_mcp.catalog.openapi.open_schema import free_keys
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.value_schema import SchemaWriter

_INNERMOST = re.compile(r"filters?\[(\w+)\]")


def put_query(arguments: Arguments, params: Iterable[DocumentedParam], writer: SchemaWriter) -> None:
    for param in params:
        _put(arguments, param.name, param.shape, writer, required=param.required)


def _put(arguments: Arguments, wire: str, shape: Shape, writer: SchemaWriter, *, required: bool) -> None:
    shape = _as_text(shape)
    if shape.is_named_object:
        for name, inner in shape.properties.items():
            _put(arguments, f"{wire}[{name}]", inner, writer, required=required and name in shape.required)
    elif _is_range(wire, shape):
        _put_range(arguments, wire)
    else:
        arguments.add(public_name(wire, is_list=shape.kind == "array"), wire, _entry(wire, shape, writer, required))


def _entry(wire: str, shape: Shape, writer: SchemaWriter, required: bool) -> Entry:  # noqa: FBT001 - a fact of the document
    if shape.kind == "object":
        entry: Entry = {"in": "query", "schema": free_keys(writer.description(wire, shape))}
    else:
        entry = {"in": "query", "schema": writer.argument(wire, shape)}
    if shape.kind == "array":
        entry["list"] = "brackets"
    if required:
        entry["required"] = True
    return entry


def _as_text(shape: Shape) -> Shape:
    """Of a choice the list, which takes a lone value too; what the document leaves open is a list of words."""
    if shape.kind == "choice":
        lists = [branch for branch in shape.branches if branch.kind == "array"]
        return lists[0] if lists else Shape("string")
    return Shape("array", items=Shape("string")) if shape.kind == "anything" else shape


def _is_range(wire: str, shape: Shape) -> bool:
    """Dates that Procore reads as `start...end`: a single one is not documented there."""
    found = _INNERMOST.fullmatch(wire)
    inner = shape.items or shape
    return found is not None and found[1] in rules().ranges and inner.kind == "string" and not inner.choices


def _put_range(arguments: Arguments, wire: str) -> None:
    found = _INNERMOST.fullmatch(wire)
    act = (found[1] if found else wire).removesuffix("_at")
    for end, when in (("since", "later"), ("until", "earlier")):
        schema: Entry = {"type": "string", "format": "date", "description": f"{act.capitalize()} then or {when}."}
        arguments.entries[f"{act}_{end}"] = {"in": "query", "wire": wire, "range": end, "schema": schema}
