"""A new record with every key that its siblings show, and nothing in them."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.json_types import Json, Record, is_list, is_record
from procore_mcp.simulator.store import Stored


def blank_like(rows: Iterable[Stored]) -> Record:
    """Keys without bookkeeping; lists stay lists, booleans become false, everything else null."""
    first = next(iter(rows), None)
    if first is None:
        return {}
    return {name: _empty(name, value) for name, value in first.data.items() if name[0] != "_" and name != "id"}


def _empty(name: str, value: Json) -> Json:
    if is_list(value):
        return []
    if isinstance(value, bool):
        return False
    return {} if is_record(value) and name == "custom_fields" else None
