"""Another library's own OAuth signs in: with a registration, and with a document about itself."""

from __future__ import annotations

import json
import warnings
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import anyio.abc
import anyio.lowlevel
import httpx2
import pytest
from fastmcp import Client
from fastmcp.client.auth import OAuth
from fastmcp.client.transports import StreamableHttpTransport

from tests.api.publisher import publishing
from tests.e2e.browser import Browser
from tests.e2e.office import Office, open_office
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


class InBrowser(OAuth):
    """Opens the link in the browser of the test, and brings the answer to FastMCP's own listener."""

    def __init__(self, browser: Browser, group: anyio.abc.TaskGroup, **more: Any) -> None:
        super().__init__(**more)
        self._browser = browser
        self._group = group
        self.visits = 0

    async def redirect_handler(self, authorization_url: str) -> None:
        self.visits += 1
        back = await self._browser.sign_in(authorization_url)
        self._group.start_soon(_brought, back.address)


async def _brought(address: str) -> None:
    """The listener comes up a moment after the browser was sent off."""
    async with httpx2.AsyncClient(trust_env=False) as http:
        while True:
            try:
                await http.get(address)
            except httpx2.ConnectError:
                await anyio.lowlevel.checkpoint()
            else:
                return


@asynccontextmanager
async def connected(office: Office, person: int, **more: Any) -> AsyncGenerator[tuple[Client[Any], InBrowser]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # tokens in memory are what this test wants
        async with office.browser(person) as browser, anyio.create_task_group() as group:
            auth = InBrowser(browser, group, **more)
            async with Client(StreamableHttpTransport(office.mcp, auth=auth)) as client:
                yield client, auth


async def test_fastmcp_registers_signs_in_and_calls(office: Office) -> None:
    with anyio.fail_after(60):
        async with connected(office, office.people[1], client_name="FastMCP") as (client, auth):
            told = await client.call_tool("show_my_profile", {})
            again = await client.call_tool("show_my_profile", {})
    assert told.structured_content
    assert told.structured_content["record"]["id"] == office.people[1]
    assert again.structured_content == told.structured_content
    assert auth.visits == 1


async def test_fastmcp_signs_in_with_a_document_about_itself(site: Site, tmp_path: Path) -> None:
    with anyio.fail_after(60):
        async with publishing(tmp_path) as publisher, open_office(site, reader=publisher.reader()) as office:
            document = {
                "client_id": publisher.address(),
                "client_name": "FastMCP",
                "redirect_uris": ["http://localhost:1/callback"],  # any port of this machine, RFC 8252
            }
            publisher.content = json.dumps(document).encode()
            more = {"client_metadata_url": publisher.address()}
            async with connected(office, office.people[0], **more) as (client, auth):
                told = await client.call_tool("show_my_profile", {})
    assert told.structured_content
    assert told.structured_content["record"]["id"] == office.people[0]
    assert auth.visits == 1
