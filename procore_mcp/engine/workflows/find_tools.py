"""Search the whole catalogue in the words that people use."""

from __future__ import annotations

from typing import cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.binding import Bound
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.run import Arguments, Run

_DEFAULT_LIMIT = 10


async def find_tools(run: Run, arguments: Arguments) -> Answer:
    safety = cast("str | None", arguments.get("safety"))
    found = run.search.find(
        cast("str", arguments["query"]),
        toolset=cast("str | None", arguments.get("toolset")),
        safety=Safety(safety) if safety else None,
        allow=run.session.allow,
        limit=cast("int", arguments.get("limit", _DEFAULT_LIMIT)),
    )
    data: dict[str, Json] = {"tools": [_row(tool, run.session.bound) for tool in found]}
    if not found:
        toolsets = ", ".join(sorted(run.catalog.toolsets))
        data["next_step"] = f"Nothing fits. Try other words, or name one of the toolsets: {toolsets}."
    return Answer(data)


def _row(tool: Tool, bound: Bound) -> dict[str, Json]:
    return {
        "name": tool.name,
        "title": tool.title,
        "toolset": tool.toolset,
        "safety": str(tool.safety),
        "required": tool.schema_within(bound).get("required", []),
        "run_with": f"run_{tool.effect}",
    }
