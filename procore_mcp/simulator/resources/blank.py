"""A new record with every key that its kind shows, and nothing in them."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, is_list, is_record


def blank_like(sample: Record | None) -> Record:
    """Keys without bookkeeping; lists stay lists, booleans become false, everything else null."""
    return {name: _empty(name, value) for name, value in (sample or {}).items() if name[0] != "_" and name != "id"}


def _empty(name: str, value: Json) -> Json:
    if is_list(value):
        return []
    if isinstance(value, bool):
        return False
    return {} if is_record(value) and name == "custom_fields" else None
