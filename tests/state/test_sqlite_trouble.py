"""A state file can be locked, full, read-only or damaged: each has words, and none needs a restart."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from procore_mcp.errors import BadSetting, StateUnavailable
from procore_mcp.state.sqlite import SqliteState


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state.sqlite3"


@pytest.fixture
async def state(path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[SqliteState]:
    monkeypatch.setattr("procore_mcp.state.database.BUSY_TIMEOUT", 0.05)
    opened = SqliteState(str(path))
    yield opened
    await opened.aclose()


async def complaint(state: SqliteState, path: Path) -> str:
    with pytest.raises(StateUnavailable) as caught:
        await state.put("colour", b"x" * 100_000)
    assert str(path) in caught.value.message
    assert caught.value.hint
    return caught.value.message


def pragma(state: SqliteState, text: str) -> None:
    connection = state._transactions._connection
    assert connection is not None
    connection.execute(f"PRAGMA {text}")


@pytest.mark.anyio
async def test_a_file_that_another_process_keeps_locked(state: SqliteState, path: Path):
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "another process keeps it locked" in await complaint(state, path)
    other.rollback()
    other.close()
    await state.put("colour", b"yellow")


@pytest.mark.anyio
async def test_a_full_disk(state: SqliteState, path: Path):
    await state.put("colour", b"yellow")
    pragma(state, "max_page_count = 1")
    assert "its disk is full" in await complaint(state, path)
    assert await state.get("colour") == b"yellow"
    pragma(state, "max_page_count = 1000000")
    await state.put("colour", b"blue")


@pytest.mark.anyio
async def test_a_file_that_may_only_be_read(state: SqliteState, path: Path):
    pragma(state, "query_only = 1")
    assert "it may only be read" in await complaint(state, path)
    await state.put("colour", b"yellow")


def damage(path: Path) -> Path:
    """Gives a copy of what it was."""
    backup = Path(shutil.copy(path, path.with_name("backup")))
    path.write_bytes(path.read_bytes()[:100] + b"Pour on Friday, weather allowing. " * 1_000)
    return backup


def restore(backup: Path, path: Path) -> None:
    for beside in ("-wal", "-shm"):
        Path(f"{path}{beside}").unlink(missing_ok=True)
    backup.replace(path)


@pytest.mark.anyio
async def test_a_damaged_file_is_used_again_when_a_backup_is_in_its_place(state: SqliteState, path: Path):
    await state.put("colour", b"yellow")
    pragma(state, "wal_checkpoint(truncate)")
    backup = damage(path)
    pragma(state, "shrink_memory")  # what it remembers of the file
    assert "it is damaged" in await complaint(state, path)
    with pytest.raises(StateUnavailable):
        await state.get("colour")
    restore(backup, path)
    assert await state.get("colour") == b"yellow"


@pytest.mark.anyio
async def test_a_state_in_memory_outlives_its_troubles():
    state = SqliteState(":memory:")
    await state.put("colour", b"yellow")
    pragma(state, "query_only = 1")
    with pytest.raises(StateUnavailable):
        await state.put("colour", b"blue")
    assert await state.get("colour") == b"yellow"
    await state.aclose()


def test_a_folder_that_cannot_be_made_stops_the_start(tmp_path: Path):
    (tmp_path / "ours").touch()
    with pytest.raises(BadSetting, match="cannot be used"):
        SqliteState(str(tmp_path / "ours" / "state.sqlite3"))
