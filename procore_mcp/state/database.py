"""The SQLite file behind the state: how it is opened and laid out."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from procore_mcp.errors import BadSetting
from procore_mcp.state.private_path import make_private_file

MEMORY = ":memory:"
SCHEMA_VERSION = 1
BUSY_TIMEOUT = 10.0  # seconds that one process waits for another one's transaction
TRIES, PAUSE = 100, 0.05  # for the one step that the busy timeout does not cover; seconds

_WRITE_AHEAD = "PRAGMA journal_mode = WAL"
_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value BLOB NOT NULL, expires_at REAL);
CREATE INDEX IF NOT EXISTS entries_by_expiry ON entries (expires_at) WHERE expires_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS locks (key TEXT PRIMARY KEY, owner TEXT NOT NULL, expires_at REAL NOT NULL);
CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT, channel TEXT NOT NULL, body BLOB NOT NULL, published_at REAL NOT NULL
);
CREATE INDEX IF NOT EXISTS messages_by_channel ON messages (channel, id);
PRAGMA user_version = 1;
COMMIT;
"""


def open_database(path: str, *, sleep: Callable[[float], None] = time.sleep) -> sqlite3.Connection:
    """A connection to the file at `path`, or to memory alone; the file is created with mode 0600.

    Raises BadSetting when the file cannot be used, or was laid out by a newer version of this package.
    """
    try:
        return _open(path, sleep)
    except (sqlite3.Error, OSError) as error:
        raise unusable(path, error) from error


def unusable(path: str, error: sqlite3.Error | OSError) -> BadSetting:
    return BadSetting(
        f"The state file {path} cannot be used: {error}.",
        hint="Point PROCORE_STATE_URL at a file in a writable folder of a local disk, for example sqlite:////home/me/state.sqlite3.",
    )


def _open(path: str, sleep: Callable[[float], None]) -> sqlite3.Connection:
    if path != MEMORY:
        make_private_file(Path(path))
    # Worker threads take turns with the one connection, so it may leave the thread that made it.
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    try:
        _lay_out(connection, path, sleep)
    except BaseException:
        connection.close()
        raise
    return connection


def _lay_out(connection: sqlite3.Connection, path: str, sleep: Callable[[float], None]) -> None:
    version = _version(connection)
    if version > SCHEMA_VERSION:
        raise BadSetting(
            f"The state file {path} was laid out by a newer version of procore-mcp.",
            hint="Upgrade procore-mcp, or point PROCORE_STATE_URL at another file.",
        )
    if version < SCHEMA_VERSION:
        _let_readers_pass(connection, sleep)
        connection.executescript(_SCHEMA)
    connection.execute("PRAGMA synchronous = NORMAL")


def _let_readers_pass(connection: sqlite3.Connection, sleep: Callable[[float], None]) -> None:
    """Write-ahead logging stays with the file; SQLite refuses the switch while another process is making it."""
    for _ in range(TRIES):
        with suppress(sqlite3.OperationalError):
            connection.execute(_WRITE_AHEAD)
            return
        sleep(PAUSE)
    connection.execute(_WRITE_AHEAD)


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
