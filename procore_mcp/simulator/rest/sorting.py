"""The order of a list."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, values_at
from procore_mcp.simulator.rest.query import Query
from procore_mcp.simulator.store import Stored

_Key: TypeAlias = "tuple[int, Decimal, str]"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_ATTRIBUTE, _DIRECTION = "sort[attribute]", "sort[direction]"


def in_order(rows: list[Stored], action: Action, query: Query) -> list[Stored]:
    """Sorted as asked; records without the value come last."""
    word, down = _asked(action, query)
    if not word:
        return rows
    paths = [path.split(".") for path in action.sort[word].split(",")]
    have = [row for row in rows if values_at(row.data, paths[0])[:1] not in ([], [None])]
    lack = [row for row in rows if values_at(row.data, paths[0])[:1] in ([], [None])]
    return sorted(have, key=lambda row: [_key(values_at(row.data, path)) for path in paths], reverse=down) + lack


def _asked(action: Action, query: Query) -> tuple[str, bool]:
    if _ATTRIBUTE in action.query:
        word, down = query.text(_ATTRIBUTE), query.text(_DIRECTION) == "desc"
    else:
        asked = query.text("sort")
        word, down = asked.removeprefix("-"), asked.startswith("-")
    return word, down


def _key(values: list[Json]) -> _Key:
    first = values[0] if values else None
    text = str(first)
    if _NUMBER.fullmatch(text):
        return (0, Decimal(text), "")
    return (1, Decimal(0), text.casefold())
