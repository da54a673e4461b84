"""The yardstick: a low-level server of the SDK with as many prebuilt tools, and nothing else."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import anyio
import mcp_types as t
import uvicorn
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

PAGE = 100


def build(tools: list[t.Tool]) -> Server[Any]:
    async def on_list_tools(_context: object, params: t.PaginatedRequestParams | None) -> t.ListToolsResult:
        start = int(params.cursor) if params and params.cursor else 0
        following = str(start + PAGE) if start + PAGE < len(tools) else None
        return t.ListToolsResult(tools=tools[start : start + PAGE], next_cursor=following)

    async def on_call_tool(_context: object, _params: t.CallToolRequestParams) -> t.CallToolResult:
        return t.CallToolResult(content=[t.TextContent(text="{}")], structured_content={})

    schemas = {tool.name: tool.input_schema for tool in tools}
    return Server("bare", on_list_tools=on_list_tools, on_call_tool=on_call_tool, get_tool_input_schema=schemas.get)


async def over_stdio(server: Server[Any]) -> None:
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


def main() -> None:
    """`bare_server.py TOOLS.json [PORT]`: over stdio, or over HTTP when a port is given."""
    tools = [t.Tool.model_validate(entry) for entry in json.loads(Path(sys.argv[1]).read_text("utf-8"))]
    server = build(tools)
    if len(sys.argv) == 2:
        anyio.run(over_stdio, server)
    else:
        uvicorn.run(server.streamable_http_app(), port=int(sys.argv[2]), log_level="warning", loop="uvloop")


if __name__ == "__main__":
    main()
