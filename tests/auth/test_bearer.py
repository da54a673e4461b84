"""The bearer token, seen from the requests."""

from __future__ import annotations

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth.bearer import NotSetUp, StaticBearer
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.errors import SignInRequired
from tests.auth.fake_procore import API_URL, LIFE, Clock, FakeProcore, InProcess, call


@pytest.mark.anyio
async def test_a_fresh_token_is_attached_and_left_alone(client, procore: FakeProcore, store: TokenFile):
    await store.save(procore.grant())
    assert [await call(client), await call(client)] == [200, 200]
    assert procore.refreshes == 0


@pytest.mark.parametrize("left", [60, 1, 0, -9_000])
@pytest.mark.anyio
async def test_a_token_in_its_last_minute_is_renewed_first(client, procore: FakeProcore, store: TokenFile, left: int):
    await store.save(procore.grant(life=left))
    assert await call(client) == 200
    assert procore.refreshes == 1
    assert len(procore.api_calls) == 1


@pytest.mark.anyio
async def test_a_token_with_more_than_a_minute_is_used_up_first(client, procore: FakeProcore, store: TokenFile):
    await store.save(procore.grant(life=61))
    assert await call(client) == 200
    assert procore.refreshes == 0


@pytest.mark.anyio
async def test_the_new_pair_is_kept_and_carries_through_the_next_renewals(
    client, procore: FakeProcore, store: TokenFile, clock: Clock
):
    await store.save(procore.grant())
    for expected in (1, 2, 3):
        clock.now += LIFE
        assert await call(client) == 200
        assert procore.refreshes == expected
        kept = await store.load()
        assert kept is not None
        assert kept.refresh_token is not None
        assert kept.expires_at == clock.now + LIFE


@pytest.mark.anyio
async def test_twenty_callers_with_an_expired_token_cause_one_refresh(client, procore: FakeProcore, store: TokenFile):
    await store.save(procore.grant(life=0))
    statuses: list[int] = []

    async def one_call():
        statuses.append(await call(client))

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(one_call)
    assert statuses == [200] * 20
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_twenty_callers_with_a_refused_token_cause_one_refresh(client, procore: FakeProcore, store: TokenFile):
    tokens = procore.grant()
    procore.end(tokens)
    await store.save(tokens)
    statuses: list[int] = []

    async def one_call():
        statuses.append(await call(client))

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            for _ in range(20):
                tasks.start_soon(one_call)
    assert statuses == [200] * 20
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_replay_sends_the_same_body(client, procore: FakeProcore, store: TokenFile):
    tokens = procore.grant()
    procore.end(tokens)
    await store.save(tokens)

    async def parts():
        yield b'{"subject":'
        yield b'"Slab"}'

    answer = await client.post("/rest/v1.0/projects/1/rfis", content=parts())
    assert answer.status_code == 200
    assert procore.api_calls == [b'{"subject":"Slab"}'] * 2


@pytest.mark.anyio
async def test_a_401_that_a_new_token_does_not_cure_is_the_answer_and_starts_no_loop(
    client, procore: FakeProcore, store: TokenFile
):
    await store.save(procore.grant())
    procore.app_is_connected = False
    assert await call(client) == 401
    assert (procore.refreshes, len(procore.api_calls)) == (1, 2)
    assert [await call(client), await call(client)] == [401, 401]
    assert (procore.refreshes, len(procore.api_calls)) == (1, 4)


@pytest.mark.anyio
async def test_tokens_of_another_process_that_are_over_as_well_are_renewed(
    client, procore: FakeProcore, store: TokenFile
):
    """This process still knows the pair before the last; the last one was ended at Procore too."""
    first = procore.grant()
    await store.save(first)
    assert await call(client) == 200
    second = procore.grant()
    await store.save(second)
    procore.end(first)
    procore.end(second)
    assert await call(client) == 200
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_token_that_was_not_connected_works_once_the_app_is(
    client, procore: FakeProcore, store: TokenFile, clock: Clock
):
    await store.save(procore.grant())
    procore.app_is_connected = False
    assert await call(client) == 401
    procore.app_is_connected = True
    assert await call(client) == 200
    clock.now += LIFE
    assert await call(client) == 200
    assert procore.refreshes == 2


@pytest.mark.anyio
async def test_without_a_login_the_caller_hears_which_command_to_run(client, procore: FakeProcore):
    with pytest.raises(SignInRequired) as caught:
        await call(client)
    assert caught.value.hint is not None
    assert "procore-mcp login" in caught.value.hint
    assert procore.api_calls == []


@pytest.mark.anyio
async def test_a_login_made_while_the_server_runs_is_picked_up(client, procore: FakeProcore, store: TokenFile):
    with pytest.raises(SignInRequired):
        await call(client)
    await store.save(procore.grant())
    assert await call(client) == 200


@pytest.mark.anyio
async def test_after_a_logout_elsewhere_the_next_refused_call_asks_for_a_login(
    client, procore: FakeProcore, store: TokenFile
):
    tokens = procore.grant()
    await store.save(tokens)
    assert await call(client) == 200
    procore.end(tokens)
    await store.clear()
    with pytest.raises(SignInRequired, match="Nobody is signed in"):
        await call(client)


@pytest.mark.anyio
async def test_a_ready_token_is_sent_as_it_is_and_its_401_is_the_answer(procore: FakeProcore):
    tokens = procore.grant()
    async with httpx2.AsyncClient(
        base_url=API_URL, auth=StaticBearer(SecretStr(tokens.access_token)), transport=InProcess(procore)
    ) as client:
        assert await call(client) == 200
        procore.end(tokens)
        assert await call(client) == 401
    assert (procore.refreshes, len(procore.api_calls)) == (0, 2)


@pytest.mark.anyio
async def test_a_server_that_is_not_set_up_says_so_with_each_call(procore: FakeProcore):
    async with httpx2.AsyncClient(
        base_url=API_URL, auth=NotSetUp("No app.", hint="Register one."), transport=InProcess(procore)
    ) as client:
        for _ in range(2):
            with pytest.raises(SignInRequired, match="No app"):
                await call(client)
    assert procore.api_calls == []
