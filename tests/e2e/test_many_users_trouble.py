"""The store of the state is lost and comes back, or its key is another one: nobody is let in, nothing leaks, and nobody
has to start anything again."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from tests.e2e.assistant import Assistant
from tests.e2e.browser import PATIENCE, Page
from tests.e2e.office import KEY, open_office
from tests.e2e.program import Program
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.state.redis_server import RedisServer, binary

pytestmark = pytest.mark.anyio


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[RedisServer]:
    server = RedisServer(binary("valkey"), tmp_path, is_lasting=True)
    yield server
    server.stop()


async def test_a_store_that_is_lost_for_a_while_costs_nobody_their_sign_in(site: Site, store: RedisServer) -> None:
    async with open_office(site, replicas=2, state_url=store.url) as office, office.browser() as browser:
        program = Program(office)
        tokens = await program.tokens(browser)
        link = await program.link()
        store.stop()
        knocked = await program.knock(tokens["access_token"])
        page = await browser.open(link)
        answers = [await program.renew(tokens["refresh_token"]), await Program(office).register()]
        store.start()
        assert (await program.knock(tokens["access_token"])).status_code == 200
        assert (await program.renew(tokens["refresh_token"])).status_code == 200
        assert isinstance(again := await browser.open(link), Page)
    assert knocked.status_code == 503
    assert "www-authenticate" not in knocked.headers
    assert knocked.headers["retry-after"]
    assert isinstance(page, Page)
    assert (page.status, again.status) == (503, 200)
    assert [answer.status_code for answer in answers] == [503, 503]
    told = knocked.text + page.text + "".join(answer.text for answer in answers)
    assert store.url not in told
    assert "redis" not in told.lower()


async def test_no_secret_lies_in_the_store_as_it_is(site: Site, store: RedisServer) -> None:
    async with open_office(site, state_url=store.url) as office, office.browser() as browser:
        program = Program(office)
        await program.register(token_endpoint_auth_method="client_secret_post")
        page = await browser.open(await program.link())
        assert isinstance(page, Page)
        code = await program.code(browser)
        tokens = (await program.exchange(code)).json()
        renewed = (await program.renew(tokens["refresh_token"])).json()
        kept = await office.parts.authorization.upstream.account(str(office.people[0])).store.load()
        assert kept
        assert kept.refresh_token
        assert program.secret
        told = [code, program.secret, page.form["attempt"], kept.access_token, kept.refresh_token]
        told += [pair[name].split(".")[-1] for pair in (tokens, renewed) for name in ("access_token", "refresh_token")]
    stored = store.memory()
    assert b"oauth:grant:" in stored
    assert [secret for secret in told if secret.encode() in stored] == []


async def test_a_key_is_changed_without_anybody_noticing(site: Site, store: RedisServer) -> None:
    newer = secrets.token_urlsafe(32)
    async with open_office(site, state_url=store.url) as office, office.browser() as browser:
        assistant = Assistant(browser, office.mcp)
        async with assistant.connected() as client:
            await tell(client, "show_my_profile")
        url, refresh = office.url, assistant.refresh
        assert assistant.memory.client
        client_id = assistant.memory.client.client_id
        secret = assistant.memory.client.client_secret
    async with open_office(site, state_url=store.url, encryption_key=f"{newer},{KEY}", public_url=url) as office:
        program = Program(office, id=client_id, secret=secret)
        renewed = await program.renew(refresh)
        again = await program.renew(refresh)
        assert renewed.json()["refresh_token"] == again.json()["refresh_token"]
        user = str(office.people[0])
        assert await office.parts.authorization.upstream.account(user).store.load()
    async with open_office(site, state_url=store.url, encryption_key=newer) as office:
        assert await office.parts.authorization.upstream.account(user).store.load(), "it was sealed anew"


async def test_with_a_wrong_key_calls_say_so_and_nobody_is_thrown_out(site: Site, store: RedisServer) -> None:
    async with open_office(site, state_url=store.url) as office, office.browser() as browser:
        tokens = await Program(office).tokens(browser)
        url = office.url
    headers = {"authorization": f"Bearer {tokens['access_token']}"}
    other = secrets.token_urlsafe(32)
    async with (
        open_office(site, state_url=store.url, encryption_key=other, public_url=url) as office,
        httpx2.AsyncClient(headers=headers, trust_env=False, timeout=PATIENCE) as http,
        Client(streamable_http_client(office.mcp, http_client=http)) as client,
    ):
        told = await tell(client, "show_my_profile")
        assert told.error["kind"] == "UNSEALABLE"
        assert "PROCORE_ENCRYPTION_KEY" in told.error["hint"]
        assert (await Program(office).knock(tokens["access_token"])).status_code == 200
    async with (
        open_office(site, state_url=store.url, public_url=url) as office,
        httpx2.AsyncClient(headers=headers, trust_env=False, timeout=PATIENCE) as http,
        Client(streamable_http_client(office.mcp, http_client=http)) as client,
    ):
        assert (await tell(client, "show_my_profile")).record["id"] == office.people[0]
