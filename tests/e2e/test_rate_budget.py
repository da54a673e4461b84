"""What is left of Procore's limits, as whoever asks for it reads it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import httpx2
import mcp_types
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from procore_mcp.simulator.rates import SPIKE
from tests.e2e.office import open_office
from tests.e2e.program import Program
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era

URI = "procore://rate-budget"
pytestmark = pytest.mark.anyio


async def rate_budget(client: Client) -> dict[str, Any]:
    (content,) = (await client.read_resource(URI)).contents
    assert isinstance(content, mcp_types.TextResourceContents)
    assert content.mime_type == "application/json"
    return json.loads(content.text)


@pytest.mark.parametrize("era", ERAS)
async def test_it_is_listed_and_follows_what_procore_tells(era: Era, site: Site) -> None:
    await site.clock.sleep(3_600)  # so that both windows are new
    async with site.client(era) as client:
        (listed,) = (await client.list_resources()).resources
        before = await rate_budget(client)
        for _ in range(3):
            await tell(client, "list_rfis")
        after = await rate_budget(client)
    assert str(listed.uri) == URI
    calm = {"under_way": 0, "on_hold_until": None, "shared_with_all_processes": True}
    assert before == calm | {"windows": [], "processes_at_work": 0}
    limit = site.simulator.settings.spike_limit
    end = dt.datetime.fromtimestamp(site.clock.now() // SPIKE * SPIKE + SPIKE, dt.UTC)
    window = {"limit": limit, "remaining": limit - len(site.sent("GET")), "resets_at": f"{end:%Y-%m-%dT%H:%M:%SZ}"}
    assert after == calm | {"windows": [window], "processes_at_work": 1}


async def test_all_replicas_tell_the_same(site: Site, tmp_path: Path) -> None:
    state = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    async with open_office(site, replicas=2, state_url=state) as office, office.browser() as browser:
        tokens = await Program(office).tokens(browser)
        signed = {"authorization": f"Bearer {tokens['access_token']}"}
        budgets = []
        async with httpx2.AsyncClient(headers=signed, trust_env=False) as http:
            for door in office.doors:
                async with Client(streamable_http_client(f"{door}/mcp", http_client=http)) as client:
                    if not budgets:
                        await tell(client, "list_rfis")
                    budgets.append(await rate_budget(client))
    assert budgets[0]["windows"]
    assert budgets[0] == budgets[1]
