"""The client of the official Python SDK."""

from __future__ import annotations

import mcp_types
from mcp import Client, StdioServerParameters
from mcp.client.session import ClientRequestContext

from tests.clients.plan import Plan, Report, report, run


async def drive(plan: Plan) -> Report:
    command = plan.command or ("",)
    target = plan.url or StdioServerParameters(command=command[0], args=list(command[1:]))
    mode = "legacy" if plan.era == "legacy" else "auto"
    async with Client(target, mode=mode, elicitation_callback=_agree) as client:
        page = await client.list_tools()
        tools = list(page.tools)
        while page.next_cursor:
            page = await client.list_tools(cursor=page.next_cursor)
            tools += page.tools
        return report(tools, [await client.call_tool(call.tool, call.arguments) for call in plan.calls])


async def _agree(context: ClientRequestContext, params: mcp_types.ElicitRequestParams) -> mcp_types.ElicitResult:
    return mcp_types.ElicitResult(action="accept", content={"confirm": True})


if __name__ == "__main__":
    run(drive)
