from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.transports import StreamableHttpTransport
from fastmcp.exceptions import ToolError

from procore_mcp.server.http import http_app
from tests.server.eras import ERAS, Era
from tests.server.fake_site import fake_server


@asynccontextmanager
async def connected(**options: Any) -> AsyncGenerator[Client[StreamableHttpTransport]]:
    """FastMCP's client over HTTP, in this process."""
    server = fake_server()
    app = http_app(server)

    def factory(
        headers: dict[str, str] | None = None,
        timeout: httpx2.Timeout | None = None,
        auth: httpx2.Auth | None = None,
        **_: Any,
    ) -> httpx2.AsyncClient:
        return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), headers=headers, auth=auth)

    door = StreamableHttpTransport("http://127.0.0.1:8000/mcp", httpx_client_factory=factory)
    async with server.session_manager.run(), Client(door, **options) as client:
        yield client


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_fastmcp_lists_calls_and_reads_errors(era: Era) -> None:
    async with connected(mode=era) as client:
        assert len(await client.list_tools()) == 6
        said = await client.call_tool("say_back", {"subject": "hello"})
        with pytest.raises(ToolError, match="NOT_FOUND: There is no such RFI"):
            await client.call_tool("show_missing", {})
    assert said.structured_content == {"said": "hello"}


@pytest.mark.anyio
async def test_fastmcp_brings_the_yes_of_a_person() -> None:
    async def agree(message: str, form: object, params: object, context: object) -> dict[str, bool]:
        assert message.startswith("Close RFI 7.")
        return {"confirm": True}

    async with connected(elicitation_handler=agree) as client:
        closed = await client.call_tool("close_rfi", {"subject": "7"})
    assert closed.structured_content == {"closed": "7"}


@pytest.mark.anyio
async def test_fastmcp_brings_the_no_of_a_person() -> None:
    async def refuse(message: str, form: object, params: object, context: object) -> dict[str, bool]:
        return {"confirm": False}

    async with connected(elicitation_handler=refuse) as client:
        with pytest.raises(ToolError, match="NOT_CONFIRMED: The person did not agree"):
            await client.call_tool("close_rfi", {"subject": "7"})
