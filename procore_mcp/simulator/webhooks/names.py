"""The names under which events are told, which are not those of the API's resources."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, TypeAlias

from pydantic import TypeAdapter
from typing_extensions import TypedDict

Level: TypeAlias = Literal["company", "project"]

_EVERY_EVENT = ("create", "update", "delete")


class _File(TypedDict):
    """`fewer_events` are the exceptions from three; `collections` says whose records are told under which name."""

    company: list[str]
    project: list[str]
    fewer_events: dict[str, list[str]]
    collections: dict[str, str]


@dataclass(frozen=True, slots=True)
class ResourceName:
    """What a trigger may name, and for which events."""

    name: str
    level: Level
    events: tuple[str, ...]


@cache
def resource_names() -> Mapping[str, ResourceName]:
    """Every name that the documents list, by itself."""
    raw = _file()
    levels: dict[Level, list[str]] = {"company": raw["company"], "project": raw["project"]}
    return {
        name: ResourceName(name, level, tuple(raw["fewer_events"].get(name, _EVERY_EVENT)))
        for level, names in levels.items()
        for name in names
    }


@cache
def name_of(collection: str) -> ResourceName | None:
    """What the events of a collection's records are told as; None where nobody is told."""
    name = _file()["collections"].get(collection)
    return resource_names()[name] if name else None


@cache
def _file() -> _File:
    text = (files("procore_mcp.simulator.webhooks") / "resource_names.json").read_text(encoding="utf-8")
    return TypeAdapter(_File).validate_python(json.loads(text))
