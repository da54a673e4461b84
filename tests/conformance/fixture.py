"""A tool that only the conformance suite calls. Names and words in these modules are the suite's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import mcp_types

from procore_mcp.server.context import Context, ToolResult

Run = Callable[[Context, mcp_types.CallToolRequestParams], Awaitable[ToolResult]]
TEXT: dict[str, object] = {"type": "string"}


@dataclass(frozen=True)
class Fixture:
    tool: mcp_types.Tool
    run: Run


def fixture(name: str, run: Run, **properties: dict[str, object]) -> Fixture:
    """Arguments that the suite always gives are required."""
    schema = form(**properties) if properties else {"type": "object", "properties": {}}
    return Fixture(mcp_types.Tool(name=name, description=f"Fixture {name}", input_schema=schema), run)


def form(**properties: dict[str, object]) -> dict[str, object]:
    """A schema with these properties, all required."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def says(*content: mcp_types.ContentBlock, is_error: bool = False) -> Run:
    async def run(context: Context, params: mcp_types.CallToolRequestParams) -> ToolResult:
        return mcp_types.CallToolResult(content=list(content), is_error=is_error)

    return run


def text(words: str) -> mcp_types.TextContent:
    return mcp_types.TextContent(text=words)


def result(words: str) -> mcp_types.CallToolResult:
    return mcp_types.CallToolResult(content=[text(words)])
