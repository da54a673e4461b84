"""Which tools the simulated Procore answers."""

from __future__ import annotations

import re

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from tests.contract.contract_witness import contract_witnesses

CATALOG = load_catalog()
_CONTRACTS = contract_witnesses()
_PARAMETER = re.compile(r"\{[^}]*\}")


def answered(*, reading: bool) -> list[str]:
    """The names of the curated actions that have a contract."""
    actions = (tool for tool in CATALOG.tools.values() if isinstance(tool, Action))
    return sorted(
        action.name
        for action in actions
        if action.tier == "curated"
        and (action.safety.name == "READ") is reading
        and (action.http_method, _PARAMETER.sub("{}", action.path)) in _CONTRACTS
    )
