"""The client of FastMCP."""

from __future__ import annotations

from fastmcp import Client
from fastmcp.client.elicitation import ElicitResult
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport

from tests.clients.plan import Plan, Report, report, run


async def drive(plan: Plan) -> Report:
    command = list(plan.command or [""])
    target = StreamableHttpTransport(plan.url) if plan.url else StdioTransport(command[0], command[1:])
    mode = "legacy" if plan.era == "legacy" else "auto"
    async with Client(target, mode=mode, elicitation_handler=_agree) as client:
        tools = await client.list_tools()
        results = [await client.call_tool_mcp(call.tool, call.arguments) for call in plan.calls]
        return report(tools, results)


async def _agree(message: str, form: object, params: object, context: object) -> ElicitResult[dict[str, bool]]:
    return ElicitResult(action="accept", content={"confirm": True})


if __name__ == "__main__":
    run(drive)
