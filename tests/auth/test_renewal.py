"""One try per refresh token, whatever happens to it."""

from __future__ import annotations

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.renewal import Renewal
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.errors import BadSetting, SignInRequired, Unreachable
from tests.auth.fake_procore import LIFE, LOST, NEVER_SENT, Clock, FakeProcore, InProcess, call


@pytest.mark.anyio
async def test_a_renewal_by_another_process_is_taken_over(client, procore: FakeProcore, store: TokenFile, clock: Clock):
    await store.save(procore.grant())
    assert await call(client) == 200
    clock.now += LIFE
    await store.save(procore.grant())  # what the other process got
    assert await call(client) == 200
    assert procore.refreshes == 0


@pytest.mark.anyio
async def test_after_a_401_the_token_of_another_process_is_tried_before_a_refresh(
    client, procore: FakeProcore, store: TokenFile
):
    tokens = procore.grant()
    await store.save(tokens)
    assert await call(client) == 200
    procore.end(tokens)
    await store.save(procore.grant())
    assert await call(client) == 200
    assert procore.refreshes == 0


@pytest.mark.anyio
async def test_a_login_of_somebody_else_counts_half_a_minute_later(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
):
    renewal = Renewal(account, grants, clock=clock)
    ada, ben = procore.grant(), procore.grant()
    await account.store.save(ada)
    assert await renewal.current() == ada
    await account.store.save(ben)
    clock.now += 29
    assert await renewal.current() == ada
    clock.now += 1
    assert await renewal.current() == ben


@pytest.mark.anyio
async def test_a_lost_refresh_answer_asks_everybody_to_sign_in_and_is_never_tried_again(
    client, procore: FakeProcore, store: TokenFile
):
    await store.save(procore.grant(life=0))
    procore.faults.append(LOST)
    failures: list[SignInRequired] = []

    async def one_call():
        with pytest.raises(SignInRequired) as caught:
            await call(client)
        failures.append(caught.value)

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(one_call)
    await one_call()
    assert len(failures) == 11
    assert procore.refreshes == 1
    assert procore.api_calls == []


@pytest.mark.anyio
async def test_a_lost_refresh_answer_after_a_401_ends_the_same_way(client, procore: FakeProcore, store: TokenFile):
    tokens = procore.grant()
    procore.end(tokens)
    await store.save(tokens)
    procore.faults.append(LOST)
    for _ in range(3):
        with pytest.raises(SignInRequired):
            await call(client)
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_process_that_died_in_a_refresh_leaves_a_grant_that_is_not_tried_again(
    client, procore: FakeProcore, store: TokenFile
):
    await store.save(procore.grant(life=0).without_refresh_token())
    with pytest.raises(SignInRequired, match="cannot be renewed"):
        await call(client)
    assert procore.refreshes == 0


@pytest.mark.parametrize(
    "fault", [(500, b"<html>oops</html>"), (429, b""), (200, b"not JSON"), (200, b'{"access_token":""}'), (200, b"[]")]
)
@pytest.mark.anyio
async def test_any_other_answer_uses_the_refresh_token_up_as_well(
    client, procore: FakeProcore, store: TokenFile, fault
):
    await store.save(procore.grant(life=0))
    procore.faults.append(fault)
    for _ in range(2):
        with pytest.raises(SignInRequired):
            await call(client)
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_new_sign_in_after_a_lost_answer_works(client, procore: FakeProcore, store: TokenFile):
    await store.save(procore.grant(life=0))
    procore.faults.append(LOST)
    with pytest.raises(SignInRequired):
        await call(client)
    await store.save(procore.grant())
    assert await call(client) == 200


@pytest.mark.anyio
async def test_a_refresh_token_that_procore_ended_asks_for_a_login(client, procore: FakeProcore, store: TokenFile):
    tokens = procore.grant(life=0)
    await store.save(tokens)
    assert await call(client) == 200
    await store.save(tokens)
    procore.clock.now += LIFE
    with pytest.raises(SignInRequired, match="no longer accepts"):
        await call(client)


@pytest.mark.anyio
async def test_a_refresh_that_never_left_keeps_the_sign_in(client, procore: FakeProcore, store: TokenFile):
    await store.save(procore.grant(life=0))
    procore.faults.append(NEVER_SENT)
    with pytest.raises(Unreachable):
        await call(client)
    assert await call(client) == 200


@pytest.mark.anyio
async def test_a_wrong_client_secret_names_the_setting(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
):
    await account.store.save(procore.grant(life=0))
    wrong = Grants(
        grants.environment, grants.client_id, SecretStr("wrong"), grants.redirect_uri, transport=grants.transport
    )
    with pytest.raises(BadSetting) as caught:
        await Renewal(account, wrong, clock=clock).current()
    assert "PROCORE_CLIENT_SECRET" in str(caught.value.hint)


@pytest.mark.anyio
async def test_a_caller_that_goes_away_does_not_take_the_new_pair_along(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
):
    await account.store.save(procore.grant(life=0))

    class Leaving(InProcess):
        async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
            scope.cancel()
            return await super().handle_async_request(request)

    impatient = Grants(
        grants.environment,
        grants.client_id,
        grants.client_secret,
        grants.redirect_uri,
        clock=clock,
        transport=Leaving(procore),
    )
    with anyio.CancelScope() as scope:
        await Renewal(account, impatient, clock=clock).current()
    assert scope.cancel_called
    kept = await account.store.load()
    assert kept is not None
    assert kept.is_fresh(clock())
    assert kept.refresh_token is not None


@pytest.mark.anyio
async def test_a_renewal_that_another_process_does_not_finish_is_reported(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("procore_mcp.auth.renewal.LOOK_AGAIN", 0.0)
    monkeypatch.setattr("procore_mcp.auth.renewal.LOOKS", 2)
    await account.store.save(procore.grant(life=0))
    async with account.exclusive():
        with pytest.raises(Unreachable, match="Another process"):
            await Renewal(account, grants, clock=clock).current()
    assert procore.refreshes == 0
