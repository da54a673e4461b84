"""One connection to the SQLite file, and what becomes of it when the file fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import TypeVar

from procore_mcp.errors import BadSetting, StateUnavailable
from procore_mcp.state.database import MEMORY, open_database

T = TypeVar("T")

READING = "BEGIN"
WRITING = "BEGIN IMMEDIATE"  # waits for the write lock now: a transaction that has read already is refused instead

_CAUSES = {
    sqlite3.SQLITE_BUSY: (
        "another process keeps it locked",
        "End the process that holds the file, for example a backup or a database browser.",
    ),
    sqlite3.SQLITE_FULL: ("its disk is full", "Free some room on that disk."),
    sqlite3.SQLITE_READONLY: ("it may only be read", "Let the user of this process write to the file and its folder."),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "Put a backup in its place, or delete it with its -wal and -shm files."),
    sqlite3.SQLITE_NOTADB: ("it is no state file", "Put a backup in its place, or point PROCORE_STATE_URL elsewhere."),
    sqlite3.SQLITE_IOERR: ("reading or writing it failed", "Look after the disk, and keep the file on a local one."),
    sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", "Make its folder writable for the user of this process."),
}
_OTHER = ("it failed", "Point PROCORE_STATE_URL at a file in a writable folder of a local disk.")
_PASSING = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_FULL})
_PRIMARY = 0xFF  # the lower byte of an extended result code


class Transactions:
    """For one thread at a time. Raises BadSetting when the file cannot be used from the start."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = open_database(path)
        self._is_closed = False

    def run(self, work: Callable[[sqlite3.Connection], T], begin: str) -> T:
        """All of `work` or nothing of it. Raises StateUnavailable."""
        connection = self._opened()
        try:
            with connection:
                connection.execute(begin)
                return work(connection)
        except sqlite3.Error as error:
            raise self._unavailable(error) from error

    def close(self) -> None:
        self._is_closed = True
        self._let_go()

    def _opened(self) -> sqlite3.Connection:
        if self._is_closed:
            raise StateUnavailable("The state was closed, as this process is ending.", hint="Start the server again.")
        try:
            self._connection = self._connection or open_database(self._path)
        except BadSetting as problem:
            raise StateUnavailable(problem.message, hint=problem.hint) from problem
        return self._connection

    def _unavailable(self, error: sqlite3.Error) -> StateUnavailable:
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY
        if code not in _PASSING and self._path != MEMORY:
            self._let_go()  # the next call opens the file anew: somebody may have put another one in its place
        cause, hint = _CAUSES.get(code, _OTHER)
        return StateUnavailable(f"The state file {self._path} cannot be used: {cause}.", hint=hint)

    def _let_go(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
