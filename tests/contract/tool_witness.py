"""The tool files' side: an action of the catalog in shared words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.model import Param
from procore_mcp.catalog.tool import Action
from tests.contract.witness import Value, Witness

_PAGE_NAMES = ("page", "per_page")


def tool_witnesses(catalog: Catalog) -> dict[tuple[str, str], list[Witness]]:
    found: dict[tuple[str, str], list[Witness]] = {}
    for tool in catalog.tools.values():
        if isinstance(tool, Action) and tool.tier == "curated":
            witness = _witness(tool)
            found.setdefault(witness.key, []).append(witness)
    return found


def _witness(action: Action) -> Witness:
    query = {name: _query_value(param) for name, param in _sent(action, "query")}
    body = dict(_body_values(action))
    wire = {param.wire or name for name, param in action.params.items() if _is_required(param)}
    paged = action.pages is not None and action.pages.style == "page_number"
    if paged:
        query |= dict.fromkeys(_PAGE_NAMES, Value("integer"))
    return Witness(
        name=action.name,
        place=f"tool_schemas/{action.toolset}.json",
        method=action.http_method,
        path=action.path,
        query=query,
        required_query=frozenset(name for name in query if name in wire),
        body=body,
        required_body=frozenset(_required_body(action)),
        wrapper=action.body.wrap if action.body else None,
        is_paged=paged,
        largest_page=action.pages.max_size if action.pages and paged else None,
        envelope="groups" if action.result.groups else action.result.unwrap or "bare",
        encodings=frozenset({action.body.encoding}) if action.body else frozenset(),
        custom_fields=any(param.spread for param in action.params.values()),
    )


def _is_required(param: Param) -> bool:
    """A filled value always arrives."""
    return bool(param.required) or param.fill is not None or param.in_ == "path"


def _sent(action: Action, place: str) -> Iterator[tuple[str, Param]]:
    for name, param in action.params.items():
        if param.in_ == place:
            yield param.wire or name, param


def _query_value(param: Param) -> Value:
    value = _value(param.json_schema)
    return Value(value.kind, value.many, value.words, is_range=True) if param.range else value


def _body_values(action: Action) -> Iterator[tuple[str, Value]]:
    for wire, param in _sent(action, "body"):
        if not param.spread:
            yield from _nested(_rooted(action, param, wire), param.json_schema)
    for name, param in action.params.items():
        if param.in_ in {"path", "query"} and param.beside:
            yield param.wire or name, _value(param.json_schema)


def _rooted(action: Action, param: Param, wire: str) -> str:
    wrap = action.body.wrap if action.body else None
    return f"{wrap}.{wire}" if wrap and not param.beside else wire


def _nested(path: str, schema: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    properties: Mapping[str, Any] = schema.get("properties", {})
    if not properties:
        yield path, _value(schema)
    for name, part in properties.items():
        yield from _nested(f"{path}.{part.get('x-wire', name)}", part)


def _required_body(action: Action) -> Iterator[str]:
    for wire, param in _sent(action, "body"):
        if _is_required(param):
            yield _rooted(action, param, wire)
            yield from _required_parts(_rooted(action, param, wire), param.json_schema)
    for name, param in action.params.items():
        if param.in_ in {"path", "query"} and param.beside:
            yield param.wire or name


def _required_parts(path: str, schema: Mapping[str, Any]) -> Iterator[str]:
    for name in schema.get("required", []):
        part = schema["properties"][name]
        yield f"{path}.{part.get('x-wire', name)}"
        yield from _required_parts(f"{path}.{part.get('x-wire', name)}", part)


def _value(schema: Mapping[str, Any]) -> Value:
    if schema.get("type") == "array":
        items = _value(schema["items"])
        return Value(items.kind, many=True, words=items.words)
    types = schema.get("type", "string")
    kind = next((one for one in types if one != "null"), "string") if isinstance(types, list) else str(types)
    words = frozenset(str(word) for word in schema.get("enum", []) if word is not None)
    if kind == "string":
        formats = {"date": "date", "date-time": "date-time"}
        return Value(formats.get(str(schema.get("format")), "text"), words=words)
    return Value(kind, words=words)
