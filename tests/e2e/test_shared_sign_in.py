"""One sign-in, used by several processes of one machine."""

from __future__ import annotations

from pathlib import Path

import anyio
import pytest
from mcp import Client

from tests.e2e.kept_sign_in import keep_expired, renewals
from tests.e2e.server_process import over_stdio
from tests.e2e.site import Site
from tests.e2e.told import tell


@pytest.mark.anyio
async def test_two_processes_with_twenty_calls_renew_an_expired_token_once(site: Site, home: Path) -> None:
    await keep_expired(site, site.signing_in())
    answers: list[int] = []

    async def ask(client: Client) -> None:
        answers.append((await tell(client, "show_my_profile")).record["id"])

    async def ask_all(*clients: Client) -> None:
        async with anyio.create_task_group() as group:
            for client in clients * 10:
                group.start_soon(ask, client)

    with anyio.fail_after(60):
        async with Client(over_stdio(site, home)) as one, Client(over_stdio(site, home)) as other:
            await ask_all(one, other)
            assert answers == [site.facts.user_id] * 20
            assert renewals(site) == [200]
            site.simulator.tokens.expire_access()  # this time Procore says it first
            await ask_all(one, other)
    assert answers == [site.facts.user_id] * 40
    assert renewals(site) == [200, 200]
