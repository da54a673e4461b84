"""What the data file says about inspections and their templates."""

from __future__ import annotations

from typing import NamedTuple

from procore_mcp.simulator.world.data import Facts


class TemplateFacts(NamedTuple):
    name: str
    type: str
    trade: str | None
    items: list[str]


class MadeFacts(NamedTuple):
    """`age` counts working days before today, a negative one lies ahead; `failed` are places of items."""

    template: str
    age: int
    where: str
    inspector: str
    vendor: str
    contact: str
    status: str
    failed: list[int]


class InspectionsFacts(Facts):
    types: list[str]
    templates: list[TemplateFacts]
    inspections: list[MadeFacts]
