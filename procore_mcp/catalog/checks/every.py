"""All checks of one tool."""

from __future__ import annotations

from procore_mcp.catalog.checks.body import check_body
from procore_mcp.catalog.checks.names import check_names
from procore_mcp.catalog.checks.params import check_companions, check_company, check_params, check_ranges
from procore_mcp.catalog.checks.path import check_path
from procore_mcp.catalog.checks.results import check_result
from procore_mcp.catalog.checks.safety import check_safety
from procore_mcp.catalog.checks.targets import check_targets
from procore_mcp.catalog.model import ActionEntry
from procore_mcp.catalog.tool import Action, Tool


def check_tool(tool: Tool) -> None:
    """Raises Problem for the first thing that does not add up."""
    check_names(tool)
    check_params(tool)


def check_action(action: Action, entry: ActionEntry) -> None:
    """Raises Problem for the first thing that does not add up."""
    check_tool(action)
    check_safety(action, entry)
    check_path(action)
    check_targets(action)
    check_body(action)
    check_ranges(action)
    check_companions(action)
    check_company(action)
    check_result(action)
