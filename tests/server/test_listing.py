from __future__ import annotations

import base64
from collections.abc import Sequence

import mcp_types
import pytest
from mcp import Client, MCPError

from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, FakeEngine, fake_tool
from tests.server.fake_site import KEY

MANY = tuple(fake_tool(f"show_thing_{number}") for number in range(250))


def listing(surface: Sequence[Tool], era: Era = "auto") -> Client:
    engine = FakeEngine(others=tuple(surface))
    return Client(build_server(engine, OneUser(SESSION), surface=surface, request_state_keys=[KEY]), mode=era)


async def pages_of(client: Client) -> list[mcp_types.ListToolsResult]:
    pages = [await client.list_tools(cache_mode="bypass")]
    while pages[-1].next_cursor is not None:
        pages.append(await client.list_tools(cursor=pages[-1].next_cursor, cache_mode="bypass"))
    return pages


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_250_tools_come_in_three_pages_in_the_order_of_the_surface(era: Era) -> None:
    async with listing(MANY, era) as client:
        pages = await pages_of(client)
    assert [len(page.tools) for page in pages] == [100, 100, 50]
    assert [tool.name for page in pages for tool in page.tools] == [tool.name for tool in MANY]


@pytest.mark.anyio
async def test_a_page_stays_below_half_a_megabyte() -> None:
    wordy = tuple(fake_tool(f"show_tome_{number}", description="long " * 20_000) for number in range(9))
    async with listing(wordy) as client:
        pages = await pages_of(client)
    assert [len(page.tools) for page in pages] == [4, 4, 1]


@pytest.mark.anyio
async def test_a_tool_too_big_for_a_page_gets_one_of_its_own() -> None:
    huge = tuple(fake_tool(f"show_monster_{number}", description="x" * 460_000) for number in range(2))
    async with listing(huge) as client:
        assert [len(page.tools) for page in await pages_of(client)] == [1, 1]


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_tool_is_listed_with_its_schema_and_hints(era: Era) -> None:
    tool = fake_tool("close_rfi", safety=Safety.COMMIT)
    async with listing([tool], era) as client:
        (told,) = (await client.list_tools()).tools
    assert (told.name, told.title, told.description) == (tool.name, tool.title, tool.description)
    assert told.input_schema == tool.input_schema
    assert told.annotations is not None
    assert told.annotations.read_only_hint is False
    assert told.annotations.destructive_hint is True


@pytest.mark.anyio
async def test_clients_may_keep_the_list_for_five_minutes_for_themselves() -> None:
    async with listing(MANY) as client:
        page = await client.list_tools()
    assert (page.ttl_ms, page.cache_scope) == (300_000, "private")


@pytest.mark.anyio
@pytest.mark.parametrize("cursor", ["garbage", "ÄÖÜ", "AAAA", base64.urlsafe_b64encode(b"v:100").decode()])
async def test_a_made_up_cursor_is_refused(cursor: str) -> None:
    async with listing(MANY) as client:
        with pytest.raises(MCPError, match="cursor is unknown or outdated") as refusal:
            await client.list_tools(cursor=cursor)
    assert refusal.value.code == mcp_types.INVALID_PARAMS


@pytest.mark.anyio
@pytest.mark.parametrize("position", ["0", "250", "-1", "0100", "one", "1", "101", "200000"])
async def test_a_cursor_with_another_position_is_refused(position: str) -> None:
    async with listing(MANY) as client:
        cursor = (await client.list_tools()).next_cursor or ""
        version = base64.urlsafe_b64decode(cursor).decode().partition(":")[0]
        moved = base64.urlsafe_b64encode(f"{version}:{position}".encode()).decode()
        with pytest.raises(MCPError, match="cursor is unknown or outdated"):
            await client.list_tools(cursor=moved)


@pytest.mark.anyio
async def test_a_cursor_of_another_catalogue_is_refused() -> None:
    async with listing(MANY) as before:
        cursor = (await before.list_tools()).next_cursor
    async with listing(MANY[1:]) as after:
        with pytest.raises(MCPError, match="cursor is unknown or outdated"):
            await after.list_tools(cursor=cursor)
