"""Search the whole catalogue in the words that people use."""

from __future__ import annotations

from typing import cast

from procore_mcp.api.messages import Json
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
        limit=cast("int", arguments.get("limit", _DEFAULT_LIMIT)),
    )
    allowed = [tool for tool in found if tool.safety <= run.session.allow]
    data: dict[str, Json] = {"tools": [_row(tool) for tool in allowed]}
    if not allowed:
        data["next_step"] = _nothing_found(run, hidden=len(found))
    return Answer(data)


def _row(tool: Tool) -> dict[str, Json]:
    return {
        "name": tool.name,
        "title": tool.title,
        "toolset": tool.toolset,
        "safety": str(tool.safety),
        "required": tool.input_schema.get("required", []),
        "run_with": f"run_{tool.effect}",
    }


def _nothing_found(run: Run, *, hidden: int) -> str:
    if hidden:
        return f"{hidden} tool(s) fit, but this server only allows {run.session.allow}."
    return f"Nothing fits. Try other words, or one of the toolsets: {', '.join(sorted(run.catalog.toolsets))}."
