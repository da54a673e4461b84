"""What the data file says about observations."""

from __future__ import annotations

from typing import NamedTuple

from procore_mcp.simulator.world.data import Facts


class Seen(NamedTuple):
    """`age` counts working days before today; `hazard` names hazard, behavior and condition."""

    age: int
    name: str
    type: str
    where: str
    trade: str
    to: str
    priority: str
    state: str
    text: str
    hazard: tuple[str, str, str] | None
    spec: str | None


class ObservationsFacts(Facts):
    """`unsent` is how many of the newest nobody was told of."""

    types: list[tuple[str, str, str]]
    hazards: list[str]
    contributing_behaviors: list[str]
    contributing_conditions: list[str]
    items: list[Seen]
    unsent: int
