"""Which tools the simulated Procore answers."""

from __future__ import annotations

import re

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from procore_mcp.simulator.contracts import load_contracts
from procore_mcp.simulator.rest.routes import Routes

CATALOG = load_catalog()
_ROUTES = Routes(load_contracts().values())
_PARAMETER = re.compile(r"\{[^}]*\}")


def answered(*, reading: bool) -> list[str]:
    """The names of the actions that have a contract."""
    actions = (tool for tool in CATALOG.tools.values() if isinstance(tool, Action))
    return sorted(
        action.name
        for action in actions
        if (action.http_method == "GET") is reading
        and _ROUTES.find(action.http_method, _PARAMETER.sub("1", action.path))
    )
