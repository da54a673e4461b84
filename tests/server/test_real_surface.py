"""The tools that we really offer, as clients list them: one document that a revision refuses takes every tool away."""

from __future__ import annotations

import mcp_types
import pytest
from mcp import Client
from mcp.shared.tool_name_validation import validate_tool_name

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.select import select
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, FakeEngine
from tests.server.fake_site import KEY


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


async def pages_of(catalog: Catalog, era: Era, *toolsets: str) -> list[mcp_types.ListToolsResult]:
    surface = select(catalog, toolsets=toolsets)
    server = build_server(FakeEngine(others=surface), OneUser(SESSION), surface=surface, request_state_keys=[KEY])
    async with Client(server, mode=era) as client:
        pages = [await client.list_tools(cache_mode="bypass")]
        while pages[-1].next_cursor:
            pages.append(await client.list_tools(cursor=pages[-1].next_cursor, cache_mode="bypass"))
    return pages


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_every_tool_can_be_listed(catalog: Catalog, era: Era) -> None:
    pages = await pages_of(catalog, era, "all")
    names = [tool.name for page in pages for tool in page.tools]
    assert names == [tool.name for tool in select(catalog, toolsets=("all",))]
    assert all(validate_tool_name(name).is_valid for name in names)
    assert max(len(page.model_dump_json(by_alias=True, exclude_none=True)) for page in pages) < 500_000


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_the_default_surface_is_one_page_of_at_most_10_000_tokens(catalog: Catalog, era: Era) -> None:
    (page,) = await pages_of(catalog, era)
    assert len(page.tools) <= 25
    assert len(page.model_dump_json(by_alias=True, exclude_none=True)) / 4 <= 10_000
