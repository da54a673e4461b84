"""What is true of the SQLite store alone: its file."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import anyio
import pytest

from procore_mcp.errors import BadSetting, StateUnavailable
from procore_mcp.state.database import open_database
from procore_mcp.state.open import open_state
from procore_mcp.state.sqlite import SqliteState
from tests.state.clocks import ManualClock


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


@pytest.mark.anyio
async def test_the_file_and_its_folder_are_private(tmp_path: Path):
    state = open_state(f"sqlite:///{tmp_path / 'ours' / 'state.sqlite3'}")
    await state.put("secret", b"1")
    assert mode(tmp_path / "ours") == 0o700
    assert {mode(path) for path in (tmp_path / "ours").iterdir()} == {0o600}
    await state.aclose()


@pytest.mark.anyio
async def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path):
    path = tmp_path / "state.sqlite3"
    path.touch(mode=0o644)
    await open_state(f"sqlite:///{path}").aclose()
    assert mode(path) == 0o600


@pytest.mark.anyio
async def test_what_was_put_outlives_the_process(tmp_path: Path):
    url = f"sqlite:///{tmp_path / 'state.sqlite3'}"
    before = open_state(url)
    await before.put("colour", b"yellow")
    await before.aclose()
    after = open_state(url)
    assert await after.get("colour") == b"yellow"
    await after.aclose()


@pytest.mark.anyio
async def test_three_slashes_mean_the_working_folder_and_a_tilde_means_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    await open_state("sqlite:///here.sqlite3").aclose()
    await open_state("sqlite:///~/there.sqlite3").aclose()
    assert (tmp_path / "here.sqlite3").exists()
    assert (tmp_path / "home" / "there.sqlite3").exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///"])
@pytest.mark.anyio
async def test_an_address_without_a_file_keeps_the_state_in_memory(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    state = open_state(url)
    await state.put("colour", b"yellow")
    assert await state.get("colour") == b"yellow"
    await state.aclose()
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("url", ["postgres://user:hunter2@db/state", "state.sqlite3", "sqlite://host/file", ""])
def test_an_unknown_address_stops_the_start_without_repeating_it(url: str):
    with pytest.raises(BadSetting) as caught:
        open_state(url)
    assert caught.value.hint is not None
    assert "sqlite:///" in caught.value.hint
    assert "hunter2" not in str(caught.value)


def test_a_file_that_is_no_database_stops_the_start(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("Pour on Friday, weather allowing. " * 50, encoding="utf-8")
    with pytest.raises(BadSetting, match=r"notes\.txt cannot be used"):
        open_state(f"sqlite:///{path}")


def test_a_folder_that_is_a_file_stops_the_start(tmp_path: Path):
    (tmp_path / "ours").touch()
    with pytest.raises(BadSetting, match="cannot be used"):
        open_state(f"sqlite:///{tmp_path / 'ours' / 'state.sqlite3'}")


def test_a_file_of_a_newer_version_is_left_alone(tmp_path: Path):
    path = tmp_path / "state.sqlite3"
    with sqlite3.connect(path) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(BadSetting, match="newer version"):
        open_state(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.anyio
async def test_a_state_that_was_closed_says_so(tmp_path: Path):
    state = SqliteState(str(tmp_path / "state.sqlite3"))
    await state.aclose()
    await state.aclose()
    with pytest.raises(StateUnavailable, match="was closed"):
        await state.get("colour")


@pytest.mark.anyio
async def test_expired_values_leave_the_file(tmp_path: Path):
    clock = ManualClock()
    state = SqliteState(str(tmp_path / "state.sqlite3"), clock=clock)
    for number in range(50):
        await state.put(f"short-lived-{number}", b"1", ttl=10)
    clock.advance(10)
    await state.put("last", b"1")
    await state.aclose()
    with sqlite3.connect(tmp_path / "state.sqlite3") as file:
        assert file.execute("SELECT key FROM entries").fetchall() == [("last",)]
    file.close()


@pytest.mark.anyio
async def test_old_messages_are_not_kept_for_ever():
    clock = ManualClock()
    state = open_state("sqlite://", clock=clock)
    async with state.subscribe("news") as messages:
        await state.publish("news", b"old")
        clock.advance(301)
        await state.publish("news", b"new")
        with anyio.fail_after(20):
            assert await anext(messages) == b"new"
    await state.aclose()


def test_a_new_file_that_another_process_lays_out_right_now_is_waited_for(tmp_path: Path):
    path = str(tmp_path / "state.sqlite3")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    pauses: list[float] = []

    def finish_the_other(pause: float) -> None:
        pauses.append(pause)
        other.rollback()

    open_database(path, sleep=finish_the_other).close()
    assert len(pauses) == 1
    other.close()


def test_a_new_file_that_stays_locked_stops_the_start(tmp_path: Path):
    path = str(tmp_path / "state.sqlite3")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadSetting, match="locked"):
        open_database(path, sleep=lambda _: None)
    other.close()
