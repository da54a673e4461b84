"""More requests at the same moment than any one value in the state can be changed at once."""

from __future__ import annotations

import anyio
import httpx2
import pytest

from procore_mcp.server.oauth.grants import NOTED_EVERY
from procore_mcp.server.oauth.shelf import TRIES
from tests.e2e.browser import PATIENCE
from tests.e2e.office import Office
from tests.e2e.program import INITIALIZE, MCP_HEADERS, Program
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio
BURST = 2 * TRIES


async def statuses(request: httpx2.Request) -> set[int]:
    """Of a burst of this request."""
    told: list[int] = []
    limits = httpx2.Limits(max_connections=BURST)
    async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE, limits=limits) as http:

        async def send() -> None:
            copy = httpx2.Request(request.method, request.url, headers=request.headers, content=request.content)
            told.append((await http.send(copy)).status_code)

        async with anyio.create_task_group() as group:
            for _ in range(BURST):
                group.start_soon(send)
    return set(told)


async def test_a_program_may_ask_a_hundred_things_at_once_after_a_while(office: Office, site: Site) -> None:
    """The first request after a pause notes when the grant was used, and so do all that come with it."""
    async with office.browser() as browser:
        access = (await Program(office).tokens(browser))["access_token"]
    await site.clock.sleep(NOTED_EVERY + 1)
    headers = MCP_HEADERS | {"authorization": f"Bearer {access}"}
    assert await statuses(httpx2.Request("POST", office.mcp, json=INITIALIZE, headers=headers)) == {200}


async def test_a_crowd_at_the_door_is_counted_and_let_in(office: Office) -> None:
    assert await statuses(httpx2.Request("GET", await Program(office).link())) == {200}
