"""Ways to pick records out of a world, for the tests beside this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world import World


def project(world: World, key: str) -> Record:
    return next(record for record in world.records["projects"] if record["_key"] == key)


def of_project(world: World, resource: str, key: str) -> list[Record]:
    number = project(world, key)["id"]
    return [record for record in world.records[resource] if record["_project_id"] == number]


def user(world: World, key: str) -> Record:
    return next(record for record in world.records["users"] if record["_key"] == key)


def words(records: Iterable[Record], name: str) -> set[object]:
    """The different values under a name."""
    found: list[object] = [record[name] for record in records]
    return set(found)


def nodes(value: object, path: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every object inside a value with the dotted names on the way to it."""
    if isinstance(value, dict):
        yield path, value
        for name, member in value.items():
            yield from nodes(member, f"{path}.{name}" if path else str(name))
    if isinstance(value, list):
        for member in value:
            yield from nodes(member, path)
