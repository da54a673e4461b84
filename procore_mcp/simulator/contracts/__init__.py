"""What Procore's documentation says about each resource, as data that anyone may read."""

from __future__ import annotations

from procore_mcp.simulator.contracts.coverage import Covered, coverage
from procore_mcp.simulator.contracts.load import load_contracts
from procore_mcp.simulator.contracts.model import (
    Action,
    Body,
    Contract,
    Field,
    Paging,
    Parameter,
    Shape,
    View,
)

__all__ = [
    "Action",
    "Body",
    "Contract",
    "Covered",
    "Field",
    "Paging",
    "Parameter",
    "Shape",
    "View",
    "coverage",
    "load_contracts",
]
