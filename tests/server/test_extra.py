from __future__ import annotations

import json

import httpx2
import mcp_types
import pytest
from mcp import Client, MCPError

from procore_mcp.server.context import Context, ToolResult
from procore_mcp.server.http import http_app
from tests.conformance.fixtures import Fixtures
from tests.server.eras import ERAS, Era
from tests.server.fake_site import fake_server

HEADERS = {
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": "2026-07-28",
    "mcp-method": "tools/call",
}
META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


class Crashing(Fixtures):
    async def call(self, context: Context, params: mcp_types.CallToolRequestParams) -> ToolResult:
        raise RuntimeError("hunter2")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_fixtures_are_listed_after_the_surface_and_answer(era: Era) -> None:
    fixtures = Fixtures()
    async with Client(fake_server(fixtures), mode=era) as client:
        names = [tool.name for tool in (await client.list_tools()).tools]
        assert names[6:] == [tool.name for tool in fixtures.tools]
        assert (await client.call_tool("test_error_handling", {})).is_error
        assert (await client.call_tool("say_back", {"subject": "x"})).structured_content == {"said": "x"}
        assert (await client.get_prompt("test_simple_prompt")).messages


@pytest.mark.anyio
async def test_questions_of_fixtures_are_sealed_like_ours() -> None:
    async with Client(fake_server(Fixtures())) as client:
        asked = await client.session.call_tool(
            "test_input_required_result_request_state", {}, allow_input_required=True
        )
    assert isinstance(asked, mcp_types.InputRequiredResult)
    assert asked.request_state is not None
    assert asked.request_state.startswith("v1.")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_fixture_that_crashes_tells_the_client_no_more_than_ours(era: Era) -> None:
    async with Client(fake_server(Crashing()), mode=era) as client:
        with pytest.raises(MCPError) as failure:
            await client.call_tool("test_simple_text", {})
    assert "hunter2" not in str(failure.value.error)


async def post(name: str, **headers: str) -> httpx2.Response:
    server = fake_server(Fixtures())
    transport = httpx2.ASGITransport(app=http_app(server))
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": name, "arguments": {"region": "east"}, "_meta": META},
    }
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport) as http:
        return await http.post("http://127.0.0.1:8000/mcp", json=body, headers={**HEADERS, "mcp-name": name, **headers})


@pytest.mark.anyio
async def test_a_header_must_repeat_the_argument_that_the_schema_marks() -> None:
    assert (await post("test_x_mcp_header", **{"mcp-param-region": "east"})).status_code == 200
    assert (await post("test_x_mcp_header", **{"mcp-param-region": "west"})).status_code == 400


@pytest.mark.anyio
async def test_an_unknown_tool_is_a_bad_request_over_http() -> None:
    answer = await post("test_nothing")
    assert answer.status_code == 400
    assert json.loads(answer.text)["error"]["code"] == mcp_types.INVALID_PARAMS
