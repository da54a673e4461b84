"""Names of other tools."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import WorkflowEntry
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool


def check_uses(entry: WorkflowEntry, tools: Mapping[str, Tool], written: Collection[str]) -> Iterator[Problem]:
    """A workflow joins actions only, so that its safety is plain to see; `written` are the names of all tools."""
    for name in entry.uses:
        if isinstance(tools.get(name), Action):
            continue
        if name in tools or name in written:
            yield Problem("uses", f"{name} is a workflow", "Name the actions that it uses.")
        else:
            yield Problem("uses", f"there is no action {name!r}", f"Correct the name.{did_you_mean(name, tools)}")
    if entry.runs_effect and entry.uses:
        yield Problem("uses", "an executor runs every action of its effect", "Remove `uses` or `runs_effect`.")


def check_look_with(name: str, tools: Mapping[str, Tool]) -> Iterator[Problem]:
    found = tools.get(name)
    if found is None:
        yield Problem("look_with", f"there is no tool {name!r}", f"Correct the name.{did_you_mean(name, tools)}")
    elif found.safety is not Safety.READ:
        yield Problem("look_with", f"{name} does not only read", "Name a tool that reads.")
