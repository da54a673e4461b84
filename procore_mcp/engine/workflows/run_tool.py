"""Run any tool of one effect, checked by that tool's own schema."""

from __future__ import annotations

from typing import cast

from procore_mcp.catalog.tool import Workflow
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.errors import BadArguments


async def run_tool(run: Run, arguments: Arguments) -> Answer:
    """Raises BadArguments when the tool belongs to another executor, beside what the tool itself raises."""
    executor = run.workflow
    tool = run.catalog.resolve(cast("str", arguments["tool"]))
    if isinstance(tool, Workflow) and tool.runs_effect is not None:
        raise BadArguments(
            executor.name, [f"tool: {tool.name} is itself an executor; name the tool that it should run."]
        )
    if tool.effect is not executor.runs_effect:
        raise BadArguments(
            executor.name,
            [f"tool: {tool.name} is a {tool.effect} tool, and {executor.name} runs {executor.runs_effect} tools only."],
            hint=f"Call run_{tool.effect} with the same arguments.",
        )
    return await run.call(tool.name, cast("Arguments", arguments.get("arguments") or {}))
