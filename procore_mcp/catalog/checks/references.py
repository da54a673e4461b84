"""Names of other tools."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import WorkflowEntry
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool


def check_uses(entry: WorkflowEntry, tools: Mapping[str, Tool], written: Collection[str]) -> None:
    """A workflow joins actions only, so that its safety is plain to see; `written` are the names of all tools."""
    for name in entry.uses:
        if isinstance(tools.get(name), Action):
            continue
        if name in tools or name in written:
            raise Problem("uses", f"{name} is a workflow", "Name the actions that it uses.")
        raise Problem("uses", f"there is no action {name!r}", f"Correct the name.{did_you_mean(name, tools)}")
    if entry.runs_effect and entry.uses:
        raise Problem("uses", "an executor runs every action of its effect", "Remove `uses` or `runs_effect`.")


def check_look_with(name: str, tools: Mapping[str, Tool]) -> None:
    found = tools.get(name)
    if found is None:
        raise Problem("look_with", f"there is no tool {name!r}", f"Correct the name.{did_you_mean(name, tools)}")
    if found.safety is not Safety.READ:
        raise Problem("look_with", f"{name} does not only read", "Name a tool that reads.")
