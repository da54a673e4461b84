"""State in one SQLite file, shared by the processes of one machine."""

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from functools import partial
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread

from procore_mcp.state import entries, locks, messages
from procore_mcp.state.database import open_database, unusable
from procore_mcp.state.protocol import LockBusy

T = TypeVar("T")

FIRST_PAUSE = 0.01  # seconds between two tries for a lock; grows to the longest
LONGEST_PAUSE = 0.25
POLL = 0.1  # seconds between two looks for new messages

READING = "BEGIN"
WRITING = "BEGIN IMMEDIATE"  # waits for the write lock now: a transaction that has read already is refused instead


class SqliteState:
    """`path` is a file or `:memory:`; `clock` gives Unix seconds, the same ones in all processes that share the file.

    Every call raises BadSetting when the file has become unusable, for example on a full disk.
    """

    def __init__(
        self,
        path: str,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._path = path
        self._clock = clock
        self._sleep = sleep
        self._connection = open_database(path)
        self._turns = CapacityLimiter(1)

    async def get(self, key: str) -> bytes | None:
        return await self._run(lambda db: entries.read(db, key, now=self._clock()), begin=READING)

    async def put(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        await self._run(lambda db: entries.write(db, key, value, now=self._clock(), ttl=ttl))

    async def take(self, key: str) -> bytes | None:
        return await self._run(lambda db: entries.take(db, key, now=self._clock()))

    async def swap(self, key: str, expected: bytes | None, value: bytes, *, ttl: float | None = None) -> bool:
        return await self._run(lambda db: entries.swap(db, key, expected, value, now=self._clock(), ttl=ttl))

    async def keys(self, prefix: str) -> list[str]:
        return await self._run(lambda db: entries.keys(db, prefix, now=self._clock()), begin=READING)

    @asynccontextmanager
    async def lock(self, key: str, *, lease: float, patience: float) -> AsyncGenerator[None]:
        owner = secrets.token_hex(16)
        await self._seize(key, owner, lease=lease, patience=patience)
        try:
            yield
        finally:
            with anyio.CancelScope(shield=True):
                await self._run(lambda db: locks.release(db, key, owner))

    async def publish(self, channel: str, message: bytes) -> None:
        await self._run(lambda db: messages.append(db, channel, message, now=self._clock()))

    @asynccontextmanager
    async def subscribe(self, channel: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        newest = await self._run(messages.newest, begin=READING)
        async with aclosing(self._after(channel, newest)) as arriving:
            yield arriving

    async def aclose(self) -> None:
        await to_thread.run_sync(self._connection.close, limiter=self._turns)

    async def _seize(self, key: str, owner: str, *, lease: float, patience: float) -> None:
        pause, waited = FIRST_PAUSE, 0.0
        while not await self._run(lambda db: locks.seize(db, key, owner, now=self._clock(), lease=lease)):
            if waited >= patience:
                raise LockBusy(key)
            await self._sleep(pause)
            waited += pause
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _after(self, channel: str, seen: int) -> AsyncGenerator[bytes]:
        while True:
            for number, body in await self._run(partial(messages.after, channel=channel, seen=seen), begin=READING):
                yield body
                seen = number
            await self._sleep(POLL)

    async def _run(self, work: Callable[[sqlite3.Connection], T], *, begin: str = WRITING) -> T:
        return await to_thread.run_sync(self._transact, work, begin, limiter=self._turns)

    def _transact(self, work: Callable[[sqlite3.Connection], T], begin: str) -> T:
        try:
            with self._connection as connection:
                connection.execute(begin)
                return work(connection)
        except sqlite3.Error as error:
            raise unusable(self._path, error) from error
