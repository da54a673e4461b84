"""Names of tools and arguments."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.input_schema import RESERVED
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.verbs import DELETING, READING, VERBS

MAX_CURATED_LENGTH = 40


def check_names(tool: Tool) -> Iterator[Problem]:
    verb = tool.name.partition("_")[0]
    if verb not in VERBS:
        yield Problem("", f"{verb!r} is not a verb of ours", "Start the name with a verb of catalog/verbs.py.")
    if verb in READING and tool.safety is not Safety.READ:
        yield Problem("", f"{verb!r} promises a read", "Choose a verb that says what it changes.")
    if verb in DELETING and tool.safety is not Safety.DELETE:
        yield Problem("", f"{verb!r} promises a delete", 'Set "safety": "delete" or choose another verb.')
    if tool.tier == "curated" and len(tool.name) > MAX_CURATED_LENGTH:
        yield Problem(
            "", f"the name is longer than {MAX_CURATED_LENGTH} characters", "Shorten it: clients add a prefix."
        )
    for name in tool.params.keys() & RESERVED:
        yield Problem(f"params.{name}", f"{name!r} is added by us where it fits", "Choose another name and set `wire`.")
