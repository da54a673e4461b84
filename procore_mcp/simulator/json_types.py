"""Names for JSON values, so that narrowing is done once and reads the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias, TypeGuard

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Record: TypeAlias = dict[str, Json]


def is_record(value: object) -> TypeGuard[Record]:
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Json]]:
    return isinstance(value, list)


def records_in(value: Json | None) -> list[Record]:
    """The objects of a list; anything else counts as an empty list."""
    return [item for item in value if is_record(item)] if is_list(value) else []


def text_of(record: Mapping[str, Json], key: str) -> str:
    """The string under a key, or an empty one."""
    value = record.get(key)
    return value if isinstance(value, str) else ""


def number_of(record: Mapping[str, Json], key: str) -> int:
    """The whole number under a key, or 0, which no Procore record has as its id."""
    value = record.get(key)
    return value if isinstance(value, int) else 0


def values_at(record: Mapping[str, Json], path: Sequence[str]) -> list[Json]:
    """Every value a dotted path reaches, looking into each member of the lists on its way."""
    found: list[Json] = [dict(record)] if not path else [record.get(path[0])]
    for name in path[1:]:
        found = [item.get(name) for item in _members(found) if is_record(item)]
    return _members(found)


def _members(values: list[Json]) -> list[Json]:
    flat: list[Json] = []
    for value in values:
        if is_list(value):
            flat.extend(value)
        else:
            flat.append(value)
    return flat
