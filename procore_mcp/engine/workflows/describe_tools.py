"""Full schemas of a few tools."""

from __future__ import annotations

from typing import cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Bound
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.policy import permit
from procore_mcp.engine.run import Arguments, Run


async def describe_tools(run: Run, arguments: Arguments) -> Answer:
    """Raises UnknownTool for the first name that does not exist, NotAllowed for one that the session may not use."""
    tools = [run.catalog.resolve(name) for name in cast("list[str]", arguments["names"])]
    for tool in tools:
        permit(tool, run.session)
    return Answer({"tools": [_described(tool, run.session.bound) for tool in tools]})


def _described(tool: Tool, bound: Bound) -> Json:
    return {
        "name": tool.name,
        "title": tool.title,
        "description": tool.description,
        "toolset": tool.toolset,
        "safety": str(tool.safety),
        "input_schema": tool.schema_within(bound),
    }
