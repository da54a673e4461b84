"""Which calls show all of one tool."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from procore_mcp.catalog.tool import Action
from tests.roundtrip.sample import Sampler, Schema


@dataclass(frozen=True)
class Planned:
    """`why` tells the calls of one tool apart."""

    why: str
    arguments: Mapping[str, Any]


def planned(action: Action, schema: Schema) -> Iterator[Planned]:
    """The least that it takes, everything, each alternative, each choice, and null wherever that clears something; none
    of them twice."""
    made: list[Mapping[str, Any]] = []
    for call in _all(action, schema):
        if call.arguments not in made:
            made.append(call.arguments)
            yield call


def _all(action: Action, schema: Schema) -> Iterator[Planned]:
    required = [name for name in schema["properties"] if name in schema.get("required", ())]
    yield Planned("minimal", Sampler(is_brief=True).arguments(schema, required))
    usual = [name for name in schema["properties"] if name not in _replacing(action)]
    for names in (usual, *alternatives(action, usual)):
        yield Planned("full", Sampler().arguments(schema, names))
    for turn in range(1, max(2, most_choices(schema))):
        yield Planned(f"turn {turn}", Sampler(turn=turn).arguments(schema, usual))
    if takes_null(schema):
        yield Planned("cleared", Sampler(clears=True).arguments(schema, usual))


def _replacing(action: Action) -> set[str]:
    return {name for name, param in action.params.items() if param.instead_of}


def alternatives(action: Action, usual: list[str]) -> Iterator[list[str]]:
    """The usual arguments with one that replaces another, without what says nothing then."""
    for name in sorted(_replacing(action)):
        gone = {action.params[name].instead_of}
        gone |= {other for other, param in action.params.items() if param.together_with in gone}
        yield [one for one in action.params if one not in gone and (one in usual or one == name)]


def most_choices(schema: Schema) -> int:
    return max([len(schema.get("enum", ())), *map(most_choices, _inner(schema))])


def takes_null(schema: Schema) -> bool:
    return {"type": "null"} in schema.get("anyOf", ()) or any(map(takes_null, _inner(schema)))


def _inner(schema: Schema) -> list[Schema]:
    """An array of choices is always given all of them."""
    items, rest = schema.get("items", {}), schema.get("additionalProperties")
    nested = [*schema.get("properties", {}).values(), *schema.get("anyOf", ())]
    nested += [items] if items and "enum" not in items else []
    return [*nested, *([rest] if isinstance(rest, dict) else [])]
