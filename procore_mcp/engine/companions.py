"""Arguments that say nothing alone, and arguments that replace each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.complaint import Place


def companions(tool: Tool, values: Mapping[str, Json]) -> Iterator[tuple[Place, str]]:
    """A sentence for each argument whose companion is absent, or stands beside it; null is absent."""
    given = {name for name, value in values.items() if value is not None}
    for name, param in tool.params.items():
        if name not in given:
            continue
        if param.together_with is not None and param.together_with not in given:
            yield (param.together_with,), f"{param.together_with} is missing: {name} says nothing without it."
        if param.instead_of in given:
            yield (name,), f"{name} and {param.instead_of} exclude each other: give one of them."
