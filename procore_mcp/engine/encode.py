"""From checked arguments to the one request that an action makes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json, Request
from procore_mcp.catalog.model import Param
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.body import body_of, wired
from procore_mcp.engine.page_query import page_query
from procore_mcp.engine.ranges import span
from procore_mcp.engine.wire_text import pairs, segment, text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def encode(action: Action, arguments: Mapping[str, Json]) -> Request:
    """`arguments` come from `checked`; those that the action does not send (`fields`, `confirmation`, …) are left."""
    return Request(
        method=action.http_method,
        path=_path(action, arguments),
        query=(*_query(action, arguments), *page_query(action.pages, arguments)),
        headers=tuple(_headers(action, arguments)),
        body=body_of(action, arguments),
        company_id=_company(action, arguments),
    )


def _path(action: Action, arguments: Mapping[str, Json]) -> str:
    values = {_wire(name, param): arguments[name] for name, param in _given(action, "path", arguments)}
    return _PLACEHOLDER.sub(lambda found: segment(values[found[1]]), action.path)


def _query(action: Action, arguments: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    ranges: set[str] = set()
    for name, param in _given(action, "query", arguments):
        wire = _wire(name, param)
        if param.range is None:
            if not (param.omit_false and arguments[name] is False):
                yield from pairs(wire, wired(arguments[name], param.json_schema), param.list or "brackets")
        elif wire not in ranges:
            ranges.add(wire)
            yield wire, span(_ends(action, wire, arguments))


def _ends(action: Action, wire: str, arguments: Mapping[str, Json]) -> dict[str, Json]:
    return {
        param.range: arguments[name]
        for name, param in _given(action, "query", arguments)
        if param.range is not None and _wire(name, param) == wire
    }


def _headers(action: Action, arguments: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """All but the company's own, which every request carries as `company_id`."""
    for name, param in _given(action, "header", arguments):
        if name != "company_id":
            yield _wire(name, param), text(arguments[name])


def _company(action: Action, arguments: Mapping[str, Json]) -> int | None:
    company = arguments.get("company_id")
    return int(str(company)) if action.company_header and company is not None else None


def _given(action: Action, place: str, arguments: Mapping[str, Json]) -> Iterator[tuple[str, Param]]:
    for name, param in action.params.items():
        if param.in_ == place and arguments.get(name) is not None:
            yield name, param


def _wire(name: str, param: Param) -> str:
    return param.wire or name
