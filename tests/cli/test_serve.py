"""The server as clients start it."""

from __future__ import annotations

import json
import os
import sys

import anyio
import pytest
from anyio.streams.buffered import BufferedByteReceiveStream
from mcp import Client, StdioServerParameters

from tests.e2e.told import tell

DEADLINE = 60.0  # seconds
COMMAND = (sys.executable, "-m", "procore_mcp", "serve", "--demo")


async def works(client: Client, *, tools: set[str]) -> None:
    assert {tool.name for tool in (await client.list_tools()).tools} >= tools
    assert (await tell(client, "list_rfis", {"page_size": 2})).items
    refused = await tell(client, "update_meeting_topic", {"meeting_id": 1, "topic_id": 1, "status": "Closed"})
    assert refused.error["kind"] == "NOT_ALLOWED"


@pytest.mark.anyio
async def test_the_demo_company_over_stdio() -> None:
    program, *words = COMMAND
    parameters = StdioServerParameters(command=program, args=[*words, "--read-only"], env=dict(os.environ))
    with anyio.fail_after(DEADLINE):
        async with Client(parameters) as client:
            await works(client, tools={"list_rfis", "find_tools", "run_read"})


@pytest.mark.anyio
async def test_the_demo_company_over_http() -> None:
    words = ("--transport", "http", "--port", "0", "--allow", "read", "--toolsets", "rfis")
    with anyio.fail_after(DEADLINE):
        async with await anyio.open_process([*COMMAND, *words]) as process:
            assert process.stderr is not None
            try:
                line = await BufferedByteReceiveStream(process.stderr).receive_until(b"\n", 500)
                address = line.decode().split()[3].rstrip(";")
                async with Client(address, mode="legacy") as client:
                    await works(client, tools={"list_rfis", "list_recycled_rfis"})
            finally:
                process.terminate()
    assert process.returncode == 0


@pytest.mark.anyio
async def test_where_logs_are_json_each_line_on_stderr_is() -> None:
    words = ("--transport", "http", "--port", "0")
    environ = dict(os.environ) | {"PROCORE_LOG_FORMAT": "json", "PROCORE_LOG_LEVEL": "info"}
    with anyio.fail_after(DEADLINE):
        async with await anyio.open_process([*COMMAND, *words], env=environ) as process:
            assert process.stderr is not None
            lines = BufferedByteReceiveStream(process.stderr)
            first, second = [json.loads(await lines.receive_until(b"\n", 500)) for _ in range(2)]
            process.terminate()
    assert first["message"].startswith("Serving MCP at http://127.0.0.1:")
    assert (first["logger"], second["level"]) == ("procore_mcp", "info")
