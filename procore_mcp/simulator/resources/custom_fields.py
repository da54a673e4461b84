"""Fields that a company has added to its forms: written as bare values, shown with their type."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, text_of


def set_custom_field(record: Record, name: str, value: Json) -> None:
    """Puts a value under `custom_fields`; a field keeps its type, a new one gets the type of its value."""
    before = record.get("custom_fields")
    shown: Record = dict(before) if is_record(before) else {}
    known = shown.get(name)
    kind = (text_of(known, "data_type") if is_record(known) else "") or _type_of(value)
    shown[name] = {"data_type": kind, "value": _shown(value, kind)}
    record["custom_fields"] = shown


def _type_of(value: Json) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "decimal"
    return "lov_entries" if is_list(value) else "string"


def _shown(value: Json, kind: str) -> Json:
    """Ids of list entries are shown with a label; this world has no lists, so every label is made up."""
    if is_list(value):
        return [_entry(number) for number in value]
    return _entry(value) if kind == "lov_entry" and value is not None else value


def _entry(number: Json) -> Record:
    return {"id": number, "label": f"Entry {number}"}
