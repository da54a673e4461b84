from __future__ import annotations

import json
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import mcp_types
import pytest
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream
from mcp import Client, MCPError

from tests.server.eras import ERAS, Era
from tests.server.fake_process import ROOT, over_stdio
from tests.server.test_consent import YES, Person


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_process_serves_its_client_over_stdin_and_stdout(era: Era) -> None:
    person = Person(YES)
    with anyio.fail_after(60):
        async with Client(over_stdio(), mode=era, elicitation_callback=person) as client:
            assert len((await client.list_tools()).tools) == 6
            said = await client.call_tool("say_back", {"subject": "Grüße"})
            closed = await client.call_tool("close_rfi", {"subject": "7"})
            with pytest.raises(MCPError) as failure:
                await client.call_tool("crash_now", {})
            picture = await client.call_tool("show_picture", {})
    assert said.structured_content == {"said": "Grüße"}
    assert closed.structured_content == {"closed": "7"}
    assert len(person.asked) == 1
    assert failure.value.code == mcp_types.INTERNAL_ERROR
    assert "hunter2" not in str(failure.value.error)
    assert isinstance(picture.content[1], mcp_types.ImageContent)


class RawClient:
    """Plain JSON lines, for what no good client sends."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._outgoing = process.stdin
        self._incoming = BufferedByteReceiveStream(process.stdout)

    async def tell(self, **message: object) -> None:
        await self._outgoing.send(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")

    async def leave(self) -> None:
        await self._outgoing.aclose()

    async def hear(self) -> dict[str, Any]:
        return json.loads(await self._incoming.receive_until(b"\n", 100_000))


@asynccontextmanager
async def greeted() -> AsyncGenerator[tuple[RawClient, Process]]:
    """A process that has met its client."""
    hello = {
        "protocolVersion": "2025-11-25",
        "capabilities": {"elicitation": {}},
        "clientInfo": {"name": "raw", "version": "1"},
    }
    command = [sys.executable, "-m", "tests.server.fake_site"]
    with anyio.fail_after(60):
        async with await anyio.open_process(command, cwd=ROOT, stderr=None) as process:
            client = RawClient(process)
            await client.tell(id=1, method="initialize", params=hello)
            assert (await client.hear())["id"] == 1
            await client.tell(method="notifications/initialized")
            yield client, process


@pytest.mark.anyio
async def test_an_answer_that_cannot_be_read_is_no_yes() -> None:
    async with greeted() as (client, process):
        await client.tell(id=2, method="tools/call", params={"name": "close_rfi", "arguments": {"subject": "7"}})
        question = await client.hear()
        assert question["method"] == "elicitation/create"
        await client.tell(id=question["id"], result={"action": "perhaps"})
        answer = await client.hear()
        await client.leave()
        assert await process.wait() == 0
    assert answer["id"] == 2
    assert answer["result"]["structuredContent"]["error"]["kind"] == "NOT_CONFIRMED"


@pytest.mark.anyio
@pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")
async def test_an_interrupt_ends_the_process_at_once() -> None:
    async with greeted() as (_, process):
        process.send_signal(signal.SIGINT)
        assert await process.wait() == -signal.SIGINT
