"""Tokens in a private file."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from procore_mcp.auth import token_file
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.errors import BadSetting, SignInRequired

TOKENS = TokenSet("access-secret", "refresh-secret", 1_800_000_000.5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "procore" / "sign-in.json"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.anyio
async def test_what_was_saved_is_loaded_by_the_next_process(path: Path):
    await TokenFile(path).save(TOKENS)
    assert await TokenFile(path).load() == TOKENS


@pytest.mark.anyio
async def test_only_the_owner_can_read_the_file_and_its_folder(path: Path):
    await TokenFile(path).save(TOKENS)
    await TokenFile(path).save(TOKENS)
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)


@pytest.mark.anyio
async def test_nothing_else_is_left_in_the_folder(path: Path):
    store = TokenFile(path)
    await store.save(TOKENS)
    await store.save(TOKENS.without_refresh_token())
    assert [entry.name for entry in path.parent.iterdir()] == ["sign-in.json"]


@pytest.mark.anyio
async def test_a_write_that_fails_leaves_the_old_tokens_and_no_scraps(path: Path, monkeypatch: pytest.MonkeyPatch):
    store = TokenFile(path)
    await store.save(TOKENS)

    def full_disk(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(BadSetting, match="No space left") as caught:
        await store.save(TOKENS.without_refresh_token())
    assert "secret" not in str(caught.value.describe())
    assert await store.load() == TOKENS
    assert [entry.name for entry in path.parent.iterdir()] == ["sign-in.json"]


@pytest.mark.parametrize("refusals", [1, token_file.TRIES])
@pytest.mark.anyio
async def test_a_file_that_somebody_reads_right_now_is_replaced_a_moment_later(
    path: Path, monkeypatch: pytest.MonkeyPatch, refusals: int
):
    """As on Windows."""
    replace, left = Path.replace, [PermissionError(13, "in use")] * refusals

    def busy(self: Path, target: Path) -> Path:
        if left:
            raise left.pop()
        return replace(self, target)

    monkeypatch.setattr(token_file, "PAUSE", 0.0)
    monkeypatch.setattr(Path, "replace", busy)
    await TokenFile(path).save(TOKENS)
    assert await TokenFile(path).load() == TOKENS


@pytest.mark.anyio
async def test_cleared_tokens_are_gone(path: Path):
    store = TokenFile(path)
    await store.save(TOKENS)
    await store.clear()
    await store.clear()
    assert await store.load() is None
    assert not path.exists()  # noqa: ASYNC240 - a test may wait


@pytest.mark.anyio
async def test_no_file_means_nobody_signed_in(path: Path):
    assert await TokenFile(path).load() is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"access_token": "access-secret"}', "access-secret"])
@pytest.mark.anyio
async def test_a_file_with_something_else_asks_for_a_new_sign_in_and_shows_nothing_of_it(path: Path, content: str):
    await TokenFile(path).save(TOKENS)
    path.write_text(content, encoding="utf-8")  # noqa: ASYNC240 - a test may wait
    with pytest.raises(SignInRequired) as caught:
        await TokenFile(path).load()
    assert "secret" not in str(caught.value.describe())


@pytest.mark.anyio
async def test_a_folder_that_cannot_be_made_names_the_setting(tmp_path: Path):
    (tmp_path / "taken").touch()
    store = TokenFile(tmp_path / "taken" / "sign-in.json")
    with pytest.raises(BadSetting, match="cannot be kept"):
        await store.save(TOKENS)
    with pytest.raises(BadSetting, match="cannot be kept"):
        await store.clear()


def test_tokens_are_hidden_when_shown_and_complete_when_written():
    assert "secret" not in f"{TOKENS!r} {TOKENS}"
    assert json.loads(TOKENS.to_json()) == {
        "access_token": "access-secret",
        "refresh_token": "refresh-secret",
        "expires_at": 1_800_000_000.5,
    }
