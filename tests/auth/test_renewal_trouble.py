"""A renewal while replicas die, the store is away, or the person leaves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import anyio
import httpx2
import pytest

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.renewal import PAUSES, Renewal
from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.vault import Vault
from procore_mcp.errors import SignInRequired, StateUnavailable
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from procore_mcp.state.redis import RedisState
from procore_mcp.state.redis_address import redis_address
from tests.auth.fake_procore import Clock, FakeProcore, InProcess
from tests.state.redis_server import RedisServer, binary


class Meanwhile(InProcess):
    """Something happens between the request and its answer."""

    def __init__(self, procore: FakeProcore, act: Callable[[], Awaitable[None]]) -> None:
        super().__init__(procore)
        self._act = act

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = await super().handle_async_request(request)
        if request.url.path.endswith("/token"):
            await self._act()
        return answer


@pytest.fixture
def account(state: State) -> Account:
    return Account("17", Vault(state, Sealing([b"k" * 32])).of("17"), state)


@pytest.mark.anyio
async def test_the_pair_of_a_holder_that_died_before_it_let_go_is_used_at_once(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("procore_mcp.auth.renewal.LOOK_AGAIN", 0.0)
    await account.store.save(procore.grant(life=0))
    held = account.locked(patience=0)
    await held.__aenter__()
    new = procore.grant()
    await account.store.save(new)
    assert await Renewal(account, grants, clock=clock).instead_of(None) == new
    await held.__aexit__(None, None, None)
    assert procore.refreshes == 0


@pytest.mark.anyio
async def test_who_signs_out_during_a_renewal_stays_signed_out(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
):
    await account.store.save(procore.grant(life=0))
    leaving = replace(grants, transport=Meanwhile(procore, account.store.clear))
    with pytest.raises(SignInRequired, match="ended or replaced"):
        await Renewal(account, leaving, clock=clock).current()
    assert await account.store.load() is None
    assert "revoke" in procore.forms[-1][0]


@pytest.mark.anyio
async def test_who_signs_in_again_during_a_renewal_keeps_the_new_sign_in(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
):
    await account.store.save(procore.grant(life=0))
    new = procore.grant()

    async def sign_in() -> None:
        await account.store.save(new)

    renewal = Renewal(account, replace(grants, transport=Meanwhile(procore, sign_in)), clock=clock)
    with pytest.raises(SignInRequired):
        await renewal.current()
    assert await renewal.current() == new


async def with_redis(tmp_path, procore: FakeProcore, grants: Grants, clock: Clock, *, returns: bool):
    """A refresh whose answer comes while the store is down; gives the renewal's outcome and what is kept."""
    server = RedisServer(binary("valkey"), tmp_path, is_lasting=True)
    state = RedisState(redis_address(server.url), sleep=_at_once)
    account = Account("17", Vault(state, Sealing([b"k" * 32])).of("17"), state)
    await account.store.save(procore.grant(life=0))
    pauses: list[float] = []

    async def go_down() -> None:
        server.stop()

    async def wait(seconds: float) -> None:
        pauses.append(seconds)
        if returns and len(pauses) == 2:
            server.start()

    renewal = Renewal(account, replace(grants, transport=Meanwhile(procore, go_down)), clock=clock, sleep=wait)
    try:
        return await renewal.current(), await account.store.load()
    finally:
        await state.aclose()
        server.stop()
        assert len(pauses) == (2 if returns else len(PAUSES))


async def _at_once(_: float) -> None:
    await anyio.lowlevel.checkpoint()


@pytest.mark.anyio
async def test_a_new_pair_waits_for_a_store_that_comes_back(
    tmp_path, procore: FakeProcore, grants: Grants, clock: Clock
):
    tokens, kept = await with_redis(tmp_path, procore, grants, clock, returns=True)
    assert isinstance(tokens, TokenSet)
    assert kept == tokens
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_store_that_stays_away_is_named(tmp_path, procore: FakeProcore, grants: Grants, clock: Clock):
    with pytest.raises(StateUnavailable, match="cannot be reached"):
        await with_redis(tmp_path, procore, grants, clock, returns=False)
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_a_dump_of_the_server_shows_no_token(tmp_path, procore: FakeProcore):
    server = RedisServer(binary("valkey"), tmp_path)
    state = open_state(server.url)
    await Vault(state, Sealing([b"k" * 32])).of("17").save(procore.grant())
    dump = server.memory()
    await state.aclose()
    server.stop()
    assert b"vault:17" in dump
    assert not [secret for secret in procore.secrets if secret.encode() in dump]
