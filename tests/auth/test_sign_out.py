"""Leaving, even when Procore does not listen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth import grants as grants_module
from procore_mcp.auth.account import LEASE, Account
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.sign_out import sign_out
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.errors import BadSetting, OutcomeUnknown, SignInRequired, Unreachable
from tests.auth.fake_procore import LOST, FakeProcore, call


@pytest.mark.anyio
async def test_both_tokens_end_at_procore_and_on_this_machine(procore: FakeProcore, account: Account, grants: Grants):
    tokens = procore.grant()
    await account.store.save(tokens)
    assert await sign_out(account, grants) is None
    assert await account.store.load() is None
    assert {form["token"] for _, form in procore.forms} == {tokens.access_token, tokens.refresh_token}
    with pytest.raises(SignInRequired):
        await grants.refresh(tokens.refresh_token or "")


@pytest.mark.anyio
async def test_a_running_server_notices(
    client: httpx2.AsyncClient, procore: FakeProcore, account: Account, grants: Grants
):
    await account.store.save(procore.grant())
    assert await call(client) == 200
    await sign_out(account, grants)
    with pytest.raises(SignInRequired, match="Nobody is signed in"):
        await call(client)
    assert procore.refreshes == 0


@pytest.mark.anyio
async def test_a_lost_answer_is_reported_and_the_rest_happens_all_the_same(
    procore: FakeProcore, account: Account, grants: Grants
):
    await account.store.save(procore.grant())
    procore.faults.append(LOST)
    assert isinstance(await sign_out(account, grants), OutcomeUnknown)
    assert await account.store.load() is None
    assert len(procore.forms) == 2


@pytest.mark.anyio
async def test_a_wrong_secret_does_not_keep_anybody_signed_in(procore: FakeProcore, account: Account, grants: Grants):
    await account.store.save(procore.grant())
    assert isinstance(await sign_out(account, replace(grants, client_secret=SecretStr("wrong"))), BadSetting)
    assert await account.store.load() is None


@pytest.mark.anyio
async def test_leaving_without_having_signed_in_sends_nothing(procore: FakeProcore, account: Account, grants: Grants):
    assert await sign_out(account, grants) is None
    assert procore.forms == []


@pytest.mark.anyio
async def test_an_access_token_alone_is_revoked_too(procore: FakeProcore, account: Account, grants: Grants):
    tokens = procore.grant().without_refresh_token()
    await account.store.save(tokens)
    assert await sign_out(account, grants) is None
    assert [form["token"] for _, form in procore.forms] == [tokens.access_token]


@pytest.mark.anyio
async def test_tokens_that_cannot_be_read_are_cleared(account: Account, grants: Grants, tmp_path: Path):
    path = anyio.Path(tmp_path / "sign-in.json")
    await path.write_text("scribble")
    assert await sign_out(replace(account, store=TokenFile(Path(path))), grants) is None
    assert not await path.exists()


@pytest.mark.anyio
async def test_a_renewal_that_does_not_end_is_not_cut_short(
    account: Account, grants: Grants, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("procore_mcp.auth.account.PATIENCE", 0.0)
    async with account.exclusive():
        with pytest.raises(Unreachable, match="Another process"):
            await sign_out(account, grants)


@pytest.mark.anyio
async def test_nothing_ends_when_there_turns_out_to_be_no_reason(
    procore: FakeProcore, account: Account, grants: Grants
):
    tokens = procore.grant()
    await account.store.save(tokens)

    async def no() -> bool:
        return False

    assert await sign_out(account, grants, only_if=no) is None
    assert (await account.store.load(), procore.forms) == (tokens, [])


class Slow(httpx2.AsyncBaseTransport):
    """A Procore that answers nobody before both have asked."""

    def __init__(self) -> None:
        self._asked = 0
        self._both = anyio.Event()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        self._asked += 1
        if self._asked == 2:
            self._both.set()
        await self._both.wait()
        return httpx2.Response(200, json={})


@pytest.mark.anyio
async def test_both_tokens_end_at_once_so_that_the_right_to_change_them_outlasts_a_slow_procore(
    procore: FakeProcore, account: Account, grants: Grants
):
    """One after the other takes up to twice the deadline of an exchange, and whoever signs in meanwhile is cleared."""
    assert grants_module.DEADLINE < LEASE < 2 * grants_module.DEADLINE
    await account.store.save(procore.grant())
    with anyio.fail_after(5):
        assert await sign_out(account, replace(grants, transport=Slow())) is None
