"""Reads the query parameters of one action, with those that its paging, view and sorting bring along."""

from __future__ import annotations

from typing import Any

from procore_mcp.simulator.contracts.model import Parameter, Shape
from procore_mcp.simulator.contracts.raw import RawAction
from procore_mcp.simulator.contracts.shapes import read_shape
from procore_mcp.simulator.json_types import is_record

_WHOLE = Shape("integer")


def read_query(raw: RawAction) -> dict[str, Parameter]:
    """Every parameter that a request may carry, by the name the documentation prints."""
    found = [_parameter(name, details) for name, details in raw.get("query", {}).items()]
    found.extend(_implied(raw))
    return {parameter.name: parameter for parameter in found}


def _parameter(name: str, raw: object) -> Parameter:
    wire = name.removesuffix("!")
    details: dict[str, Any] = raw if is_record(raw) and "type" in raw else {"type": raw}
    own = details.get("custom", False)
    filters = wire.startswith("filters[") and not own and "finds_in" not in details
    plain = wire.removeprefix("filters[").removesuffix("[]").removesuffix("]")
    return Parameter(
        name=wire,
        shape=read_shape(details["type"]),
        required=name.endswith("!"),
        reads=details.get("reads", plain if filters else ""),
        finds_in=tuple(details.get("finds_in", ())),
        custom=own,
    )


def _implied(raw: RawAction) -> list[Parameter]:
    found: list[Parameter] = []
    if "paging" in raw:
        found += [Parameter("page", _WHOLE), Parameter("per_page", _WHOLE)]
    if "view" in raw:
        words = tuple(raw["view"]["shapes"])
        found.append(Parameter(raw["view"]["parameter"], Shape("word", words=words)))
    if "sort" in raw and "sort[attribute]" not in raw.get("query", {}):
        found.append(Parameter("sort", Shape("word", words=_directions(raw["sort"]))))
    return found


def _directions(sort: dict[str, str]) -> tuple[str, ...]:
    return tuple(sort) + tuple(f"-{word}" for word in sort)
