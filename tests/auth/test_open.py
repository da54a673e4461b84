"""From settings to the one who calls Procore."""

from __future__ import annotations

from pathlib import Path

import httpx2
import pytest

from procore_mcp.auth.open import open_account, open_auth, open_grants
from procore_mcp.config.settings import Settings, load_settings
from procore_mcp.errors import BadSetting, SignInRequired
from procore_mcp.state.protocol import State
from tests.auth.fake_procore import API_URL, CLIENT_ID, CLIENT_SECRET, LOGIN_URL, Clock, FakeProcore, InProcess, call


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine on which nobody has set or kept anything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    for name in ("CLIENT_ID", "CLIENT_SECRET", "ACCESS_TOKEN"):
        monkeypatch.delenv(f"PROCORE_{name}", raising=False)
    return tmp_path


def settings(**flags: object) -> Settings:
    app = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "token_store": "file"}
    return load_settings(**{**app, "api_url": API_URL, "login_url": LOGIN_URL, **flags})


async def status(auth: httpx2.Auth, procore: FakeProcore) -> int:
    async with httpx2.AsyncClient(base_url=API_URL, auth=auth, transport=InProcess(procore)) as client:
        return await call(client)


@pytest.mark.anyio
async def test_the_kept_sign_in_is_used(procore: FakeProcore, state: State, clock: Clock):
    chosen = settings()
    auth = open_auth(chosen, state, clock=clock)
    with pytest.raises(SignInRequired):
        await status(auth, procore)
    await open_account(chosen, state).store.save(procore.grant())
    assert await status(auth, procore) == 200


@pytest.mark.anyio
async def test_a_ready_token_comes_before_a_kept_sign_in(procore: FakeProcore, state: State, clock: Clock):
    ready = procore.grant()
    auth = open_auth(settings(access_token=ready.access_token), state, clock=clock)
    assert await status(auth, procore) == 200
    assert ready.access_token not in repr(auth)


@pytest.mark.parametrize("missing", ["client_id", "client_secret"])
@pytest.mark.anyio
async def test_without_an_app_the_server_starts_and_its_calls_say_what_to_set(
    procore: FakeProcore, state: State, missing: str
):
    chosen = settings().model_copy(update={missing: None})
    auth = open_auth(chosen, state)
    with pytest.raises(SignInRequired, match="PROCORE_CLIENT_ID") as caught:
        await status(auth, procore)
    assert "procore-mcp login" in str(caught.value.hint)
    with pytest.raises(BadSetting):
        open_grants(chosen)


@pytest.mark.parametrize("other", [{"login_url": "https://login-sandbox.procore.example"}, {"client_id": "client-2"}])
@pytest.mark.anyio
async def test_each_login_server_and_app_has_a_sign_in_of_its_own(
    procore: FakeProcore, state: State, other: dict[str, str]
):
    await open_account(settings(), state).store.save(procore.grant())
    elsewhere = open_account(settings(**other), state)
    assert await elsewhere.store.load() is None
    assert elsewhere.user != open_account(settings(), state).user


@pytest.mark.anyio
async def test_the_sign_in_is_kept_in_the_folder_that_is_given(procore: FakeProcore, state: State, home: Path):
    await open_account(settings(), state, folder=home / "given").store.save(procore.grant())
    assert len(list((home / "given").glob("sign-in-*.json"))) == 1


@pytest.mark.anyio
async def test_a_wrong_choice_of_store_stops_the_start():
    with pytest.raises(BadSetting, match="PROCORE_TOKEN_STORE"):
        settings(token_store="cloud")
