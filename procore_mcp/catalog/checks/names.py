"""Names of tools and arguments."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.input_schema import RESERVED
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.verbs import DELETING, READING, VERBS

MAX_CURATED_LENGTH = 40


def check_names(tool: Tool) -> None:
    verb = tool.verb
    if verb not in VERBS:
        raise Problem("", f"{verb!r} is not a verb of ours", "Start the name with a verb of catalog/verbs.py.")
    if verb in READING and tool.safety is not Safety.READ:
        raise Problem("", f"{verb!r} promises a read", "Choose a verb that says what it changes.")
    if verb in DELETING and tool.safety is not Safety.DELETE:
        raise Problem("", f"{verb!r} promises a delete", 'Set "safety": "delete" or choose another verb.')
    if tool.tier == "curated" and len(tool.name) > MAX_CURATED_LENGTH:
        says = f"the name is longer than {MAX_CURATED_LENGTH} characters"
        raise Problem("", says, "Shorten it: clients add a prefix.")
    if not RESERVED.isdisjoint(tool.params):
        name = min(RESERVED & tool.params.keys())
        raise Problem(f"params.{name}", "this name is added by us where it fits", "Choose another and set `wire`.")
