"""Which tools the simulated Procore answers."""

from __future__ import annotations

import re

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from tests.contract.contract_witness import contract_witnesses

CATALOG = load_catalog()
_CONTRACTS = contract_witnesses()
_PARAMETER = re.compile(r"\{[^}]*\}")
_ANYTHING = "1"


def answered(*, reading: bool) -> list[str]:
    """The names of the actions that have a contract."""
    actions = (tool for tool in CATALOG.tools.values() if isinstance(tool, Action))
    return sorted(
        action.name for action in actions if (action.http_method == "GET") is reading and _has_contract(action)
    )


def _has_contract(action: Action) -> bool:
    """A word of the tool's path counts for a parameter of the contract only where the contract lists it."""
    found = _ROUTES.find(action.http_method, _PARAMETER.sub(_ANYTHING, action.path))
    return found is not None and all(
        text == _ANYTHING or text in found.action.path_words.get(name, ()) for name, text in found.path.items()
    )
