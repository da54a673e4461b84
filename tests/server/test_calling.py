from __future__ import annotations

import base64
import json

import mcp_types
import pytest
from mcp import Client, MCPError

from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from tests.server.acting import answering, text_of, with_act
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, FakeEngine, fake_tool
from tests.server.fake_site import KEY, PIXEL, fake_server


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_text_and_structured_content_are_the_same_json(era: Era) -> None:
    data: dict[str, object] = {"items": [{"id": 1, "subject": "Größe \N{HOUSE BUILDING}"}], "page": 1}
    async with with_act(answering(data), era=era) as client:
        result = await client.call_tool("run_act", {})
    assert result.structured_content == data
    assert text_of(result) == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert not result.is_error


@pytest.mark.anyio
async def test_a_known_tool_runs_without_being_listed() -> None:
    async with with_act(answering({"ran": True})) as client:
        assert (await client.list_tools()).tools == []
        assert (await client.call_tool("run_act")).structured_content == {"ran": True}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_an_unknown_tool_is_a_protocol_error_that_names_the_nearest(era: Era) -> None:
    async with Client(fake_server(), mode=era) as client:
        with pytest.raises(MCPError) as refusal:
            await client.call_tool("show_picure", {})
    assert refusal.value.code == mcp_types.INVALID_PARAMS
    assert refusal.value.message == (
        "There is no tool named 'show_picure'. Nearest: close_rfi, crash_now, say_back. Search with find_tools."
    )
    assert refusal.value.data["kind"] == "UNKNOWN_TOOL"


@pytest.mark.anyio
async def test_an_unknown_tool_with_nothing_near_is_named_with_the_way_to_search() -> None:
    server = build_server(FakeEngine(), OneUser(SESSION), surface=(), request_state_keys=[KEY])
    async with Client(server) as client:
        with pytest.raises(MCPError, match=r"^There is no tool named 'x'\. Search with find_tools\.$"):
            await client.call_tool("x", {})


@pytest.mark.anyio
async def test_pictures_stand_beside_the_text() -> None:
    async with Client(fake_server()) as client:
        result = await client.call_tool("show_picture", {})
    assert result.structured_content == {"file_name": "pixel.png"}
    picture = result.content[1]
    assert isinstance(picture, mcp_types.ImageContent)
    assert (base64.b64decode(picture.data), picture.mime_type) == (PIXEL, "image/png")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_an_answer_that_clients_could_not_take_becomes_an_error(era: Era) -> None:
    async with with_act(answering({"body": "x" * 500_000}), era=era) as client:
        result = await client.call_tool("run_act", {})
    assert text_of(result).startswith(
        "ANSWER_TOO_LARGE: The tool ran, but its answer of 1000 kB is over the 900 kB that clients can take.\n"
    )
    assert result.is_error


@pytest.mark.anyio
async def test_an_answer_just_below_the_limit_arrives_over_the_wire_size_that_clients_take() -> None:
    async with with_act(answering({"body": '"' * 145_000})) as client:
        result = await client.call_tool("run_act", {})
    assert not result.is_error
    assert 850_000 < len(result.model_dump_json()) < 900_000


@pytest.mark.anyio
async def test_half_an_emoji_in_a_field_does_not_lose_the_answer() -> None:
    async with with_act(answering({"subject": "cut \ud83d"})) as client:
        result = await client.call_tool("run_act", {})
    assert result.structured_content == {"subject": "cut ?"}


@pytest.mark.anyio
async def test_the_engine_gets_the_session_of_the_caller() -> None:
    engine = FakeEngine(others=(fake_tool("say_back"),))
    async with Client(build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[KEY])) as client:
        await client.call_tool("say_back", {"subject": "hello"})
    assert engine.users == [SESSION.user]
