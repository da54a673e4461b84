"""A kept sign-in: renewed in silence, once, and never by guessing."""

from __future__ import annotations

import logging

import anyio
import pytest
from mcp import Client

from tests.e2e.confidential import leaks, logged
from tests.e2e.kept_sign_in import account_of, keep, keep_expired, renewals
from tests.e2e.site import Site
from tests.e2e.told import Told, tell
from tests.server.eras import ERAS, Era


async def all_at_once(client: Client, calls: int) -> list[Told]:
    answers: list[Told] = []

    async def ask() -> None:
        answers.append(await tell(client, "show_my_profile"))

    async with anyio.create_task_group() as group:
        for _ in range(calls):
            group.start_soon(ask)
    return answers


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_an_expired_token_is_renewed_in_silence(era: Era, site: Site, caplog: pytest.LogCaptureFixture) -> None:
    settings = site.signing_in()
    before = await keep_expired(site, settings)
    with caplog.at_level(logging.DEBUG):
        async with site.client(era, settings=settings) as client:
            told = await tell(client, "show_my_profile")
    assert told.record["id"] == site.facts.user_id
    assert renewals(site) == [200]
    after = await account_of(settings).store.load()
    assert after is not None
    assert before.refresh_token is not None
    for secret in (before.access_token, before.refresh_token, after.access_token, str(after.refresh_token)):
        assert secret not in told.whole + logged(caplog)
    assert leaks(told.whole + logged(caplog), site.facts) == []


@pytest.mark.anyio
async def test_a_token_that_procore_ended_early_is_renewed_and_the_call_repeated(site: Site) -> None:
    settings = site.signing_in()
    pair = site.simulator.sign_in()
    await keep(settings, pair, expires_at=site.clock.now() + 3600)
    site.simulator.tokens.expire_access()
    async with site.client(settings=settings) as client:
        answers = await all_at_once(client, 10)
    assert [told.failed for told in answers] == [False] * 10
    assert renewals(site) == [200]


@pytest.mark.anyio
async def test_a_renewal_whose_answer_is_lost_is_never_tried_again(site: Site) -> None:
    settings = site.signing_in()
    await keep_expired(site, settings)
    site.simulator.faults.add(("POST", "/oauth/token"), drop="after_commit")
    async with site.client(settings=settings) as client:
        answers = [*await all_at_once(client, 10), *await all_at_once(client, 10)]
    assert {told.error["kind"] for told in answers} == {"SIGN_IN_REQUIRED"}
    assert all("procore-mcp login" in told.error["hint"] for told in answers)
    assert renewals(site) == [0]
    assert site.sent("GET") == []


@pytest.mark.anyio
@pytest.mark.parametrize("status", [400, 500, 503])
async def test_a_renewal_that_was_refused_is_never_tried_again(status: int, site: Site) -> None:
    settings = site.signing_in()
    await keep_expired(site, settings)
    site.simulator.faults.add(("POST", "/oauth/token"), status=status, body={"error": "invalid_grant"})
    async with site.client(settings=settings) as client:
        answers = await all_at_once(client, 5)
    assert {told.error["kind"] for told in answers} == {"SIGN_IN_REQUIRED"}
    assert renewals(site) == [status]


@pytest.mark.anyio
async def test_a_new_login_heals_a_running_server(site: Site) -> None:
    settings = site.signing_in()
    await keep_expired(site, settings)
    site.simulator.faults.add(("POST", "/oauth/token"), drop="after_commit")
    async with site.client(settings=settings) as client:
        assert (await tell(client, "show_my_profile")).error["kind"] == "SIGN_IN_REQUIRED"
        await keep(settings, site.simulator.sign_in(), expires_at=site.clock.now() + 3600)
        assert (await tell(client, "show_my_profile")).record["id"] == site.facts.user_id
    assert renewals(site) == [0]


@pytest.mark.anyio
async def test_a_login_server_that_cannot_be_reached_costs_no_sign_in(site: Site) -> None:
    settings = site.signing_in(login_url="http://127.0.0.1:1")
    pair = await keep_expired(site, settings)
    async with site.client(settings=settings) as client:
        told = await tell(client, "show_my_profile")
    assert told.error["kind"] == "CONNECTIVITY"
    assert "PROCORE_LOGIN_URL" in told.error["hint"]
    kept = await account_of(settings).store.load()
    assert kept is not None
    assert kept.refresh_token == pair.refresh_token


@pytest.mark.anyio
async def test_a_wrong_client_secret_is_named_as_the_cause(site: Site) -> None:
    settings = site.signing_in(client_secret="not-the-secret")
    await keep_expired(site, settings)
    async with site.client(settings=settings) as client:
        told = await tell(client, "show_my_profile")
    assert "client id and secret" in told.error["message"]
    assert "not-the-secret" not in told.whole
