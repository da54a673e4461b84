"""Keychain or file, and what happens when the keychain fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from procore_mcp.auth import keychain
from procore_mcp.auth.token_store import open_token_store
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.errors import BadSetting, SignInRequired

TOKENS = TokenSet("access-" + "a" * 1_500, "refresh-" + "f" * 56, 1_800_000_000.0)
NAME = "client-1 at https://login.procore.com"


class Working(keyring.backend.KeyringBackend):
    priority = 1.0  # type: ignore[assignment]  # the base computes it

    def __init__(self, room: int = 100_000) -> None:
        super().__init__()
        self.room = room
        self.is_locked = False
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        if self.is_locked:
            raise keyring.errors.KeyringLocked("access-secret")
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if len(password) > self.room:
            raise OSError("CredWrite")
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


@pytest.fixture
def working() -> Iterator[Working]:
    """The keychain of this test, in the place of the machine's own."""
    own, backend = keyring.get_keyring(), Working()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(own)


@pytest.fixture(params=[keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def broken(request: pytest.FixtureRequest, working: Working) -> None:
    keyring.set_keyring(request.param())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


def files(folder: Path) -> list[Path]:
    return list(folder.glob("*"))


@pytest.mark.parametrize("choice", ["auto", "keychain"])
@pytest.mark.anyio
async def test_a_working_keychain_holds_the_tokens_and_no_file_does(working: Working, folder: Path, choice):
    store = open_token_store(choice, name=NAME, folder=folder)
    assert await store.load() is None
    await store.save(TOKENS)
    assert await store.load() == TOKENS
    assert list(working.entries) == [("procore-mcp", NAME)]
    assert files(folder) == []
    await store.clear()
    await store.clear()
    assert await store.load() is None
    assert working.entries == {}


@pytest.mark.usefixtures("broken")
@pytest.mark.anyio
async def test_without_a_usable_keychain_a_file_holds_them(folder: Path):
    store = open_token_store("auto", name=NAME, folder=folder)
    assert await store.load() is None
    await store.save(TOKENS)
    assert await store.load() == TOKENS
    assert len(files(folder)) == 1
    await store.clear()
    assert await store.load() is None


@pytest.mark.anyio
async def test_tokens_too_long_for_the_keychain_go_to_a_file_and_leave_no_old_ones_behind(
    working: Working, folder: Path
):
    store = open_token_store("auto", name=NAME, folder=folder)
    await store.save(TokenSet("short", "short", 1.0))
    working.room = 1_280
    await store.save(TOKENS)
    assert await store.load() == TOKENS
    assert working.entries == {}


@pytest.mark.anyio
async def test_a_keychain_that_comes_back_takes_over_from_the_file(working: Working, folder: Path):
    working.room = 0
    store = open_token_store("auto", name=NAME, folder=folder)
    await store.save(TOKENS)
    working.room = 100_000
    await store.save(TOKENS.without_refresh_token())
    assert await store.load() == TOKENS.without_refresh_token()
    assert files(folder) == []


@pytest.mark.usefixtures("broken")
@pytest.mark.anyio
async def test_insisting_on_a_keychain_that_is_missing_names_the_setting(folder: Path):
    store = open_token_store("keychain", name=NAME, folder=folder)
    with pytest.raises(BadSetting) as caught:
        await store.save(TOKENS)
    assert "PROCORE_TOKEN_STORE" in str(caught.value.hint)
    assert files(folder) == []


@pytest.mark.anyio
async def test_what_a_keychain_says_about_its_failure_is_not_repeated(working: Working, folder: Path):
    working.is_locked = True
    with pytest.raises(BadSetting, match="KeyringLocked") as caught:
        await open_token_store("keychain", name=NAME, folder=folder).load()
    assert "secret" not in str(caught.value.describe())


@pytest.mark.anyio
async def test_a_keychain_that_waits_for_nobody_is_given_up(
    working: Working, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keychain, "DEADLINE", 0.0)
    with pytest.raises(BadSetting, match="TimeoutError"):
        await open_token_store("keychain", name=NAME, folder=folder).load()


@pytest.mark.anyio
async def test_an_entry_with_something_else_asks_for_a_new_sign_in(working: Working, folder: Path):
    working.set_password("procore-mcp", NAME, "access-secret")
    with pytest.raises(SignInRequired) as caught:
        await open_token_store("keychain", name=NAME, folder=folder).load()
    assert "secret" not in str(caught.value.describe())


@pytest.mark.anyio
async def test_a_file_can_be_insisted_on(working: Working, folder: Path):
    store = open_token_store("file", name=NAME, folder=folder)
    await store.save(TOKENS)
    assert await store.load() == TOKENS
    assert working.entries == {}


@pytest.mark.parametrize("choice", ["auto", "keychain", "file"])
@pytest.mark.anyio
async def test_two_logins_of_one_machine_do_not_touch_each_other(working: Working, folder: Path, choice):
    production = open_token_store(choice, name=NAME, folder=folder)
    sandbox = open_token_store(choice, name="client-2 at https://login-sandbox.procore.com", folder=folder)
    await production.save(TOKENS)
    await sandbox.save(TokenSet("other", "other", 1.0))
    await sandbox.clear()
    assert await production.load() == TOKENS
