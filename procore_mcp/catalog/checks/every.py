"""All checks of one tool, cheapest reasons first."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.body import check_body
from procore_mcp.catalog.checks.names import check_names
from procore_mcp.catalog.checks.params import check_company, check_params, check_ranges
from procore_mcp.catalog.checks.path import check_path
from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.results import check_result
from procore_mcp.catalog.checks.safety import check_safety
from procore_mcp.catalog.checks.targets import check_targets
from procore_mcp.catalog.model import ActionEntry
from procore_mcp.catalog.tool import Action, Tool


def check_tool(tool: Tool) -> Iterator[Problem]:
    yield from check_names(tool)
    yield from check_params(tool)


def check_action(action: Action, entry: ActionEntry) -> Iterator[Problem]:
    yield from check_tool(action)
    yield from check_safety(action, entry)
    yield from check_path(action)
    yield from check_targets(action)
    yield from check_body(action)
    yield from check_ranges(action)
    yield from check_company(action)
    yield from check_result(action)
