"""Everybody's tokens in one place, and nobody's in plain sight."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.vault import PREFIX, Vault
from procore_mcp.errors import SignInRequired, Unsealable
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State

OLD, NEW = b"o" * 32, b"n" * 32
ADA = TokenSet("ada-access-token", "ada-refresh-token", 1_800_005_400.0)
BEN = TokenSet("ben-access-token", "ben-refresh-token", 1_800_005_400.0)


@pytest.fixture
def vault(state: State) -> Vault:
    return Vault(state, Sealing([NEW]))


@pytest.mark.anyio
async def test_each_person_gets_their_own_tokens_back(vault: Vault):
    await vault.of("17").save(ADA)
    await vault.of("18").save(BEN)
    assert await vault.of("17").load() == ADA
    assert await vault.of("18").load() == BEN
    assert await vault.of("19").load() is None


@pytest.mark.anyio
async def test_who_is_in_it_can_be_listed_and_forgotten_even_without_the_key(vault: Vault):
    await vault.of("18").save(BEN)
    await vault.of("17").save(ADA)
    keyless = Vault(vault.state, Sealing([OLD]))
    assert await keyless.users() == ["17", "18"]
    await keyless.forget("17")
    await keyless.forget("99")
    assert await vault.users() == ["18"]
    assert await vault.of("17").load() is None


@pytest.mark.anyio
async def test_tokens_moved_to_another_person_do_not_open(vault: Vault):
    await vault.of("17").save(ADA)
    sealed = await vault.state.get(f"{PREFIX}17")
    assert sealed is not None
    await vault.state.put(f"{PREFIX}18", sealed)
    with pytest.raises(SignInRequired, match="altered"):
        await vault.of("18").load()


@pytest.mark.anyio
async def test_what_is_sealed_but_no_tokens_asks_for_a_sign_in(vault: Vault):
    await vault.state.put(f"{PREFIX}17", vault.sealing.seal(b"{}", context=f"{PREFIX}17"))
    with pytest.raises(SignInRequired, match="cannot be read"):
        await vault.of("17").load()


@pytest.mark.anyio
async def test_a_wrong_key_stops_nobody_from_being_told_about_it(vault: Vault):
    await vault.of("17").save(ADA)
    with pytest.raises(Unsealable, match="PROCORE_ENCRYPTION_KEY"):
        await Vault(vault.state, Sealing([OLD])).of("17").load()
    assert await vault.of("17").load() == ADA


@pytest.mark.anyio
async def test_reading_moves_tokens_to_the_newest_key(vault: Vault):
    await Vault(vault.state, Sealing([OLD])).of("17").save(ADA)
    assert await Vault(vault.state, Sealing([NEW, OLD])).of("17").load() == ADA
    assert await vault.of("17").load() == ADA


def bytes_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


@pytest.mark.anyio
async def test_the_file_of_the_state_shows_no_token(tmp_path: Path):
    state = open_state(f"sqlite:///{tmp_path / 'state.sqlite3'}")
    await Vault(state, Sealing([NEW])).of("17").save(ADA)
    written = bytes_in(tmp_path)
    await state.aclose()
    written += bytes_in(tmp_path)
    assert b"vault:17" in written
    assert not [token for token in dataclasses.astuple(ADA)[:2] if token.encode() in written]
