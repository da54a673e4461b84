"""State in one SQLite file, shared by the processes of one machine."""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, aclosing, asynccontextmanager
from functools import partial
from sqlite3 import Connection
from typing import TypeVar

import anyio
from anyio import CapacityLimiter, to_thread

from procore_mcp.state import entries, locks, messages
from procore_mcp.state.leased import leased
from procore_mcp.state.transactions import READING, WRITING, Transactions

T = TypeVar("T")

POLL = 0.1  # seconds between two looks for new messages


class SqliteState:
    """`path` is a file or `:memory:`; `clock` gives Unix seconds, the same ones in all processes that share the file.

    Every call raises StateUnavailable while the file cannot be used, for example on a full disk.
    """

    def __init__(
        self,
        path: str,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._transactions = Transactions(path)
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

    def lock(self, key: str, *, lease: float, patience: float) -> AbstractAsyncContextManager[None]:
        owner = secrets.token_hex(16)

        async def seize() -> bool:
            return await self._run(lambda db: locks.seize(db, key, owner, now=self._clock(), lease=lease))

        async def release() -> None:
            await self._run(lambda db: locks.release(db, key, owner))

        return leased(key, seize, release, patience=patience, sleep=self._sleep)

    async def publish(self, channel: str, message: bytes) -> None:
        await self._run(lambda db: messages.append(db, channel, message, now=self._clock()))

    @asynccontextmanager
    async def subscribe(self, channel: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        newest = await self._run(messages.newest, begin=READING)
        async with aclosing(self._after(channel, newest)) as arriving:
            yield arriving

    async def aclose(self) -> None:
        await to_thread.run_sync(self._transactions.close, limiter=self._turns)

    async def _after(self, channel: str, seen: int) -> AsyncGenerator[bytes]:
        while True:
            for number, body in await self._run(partial(messages.after, channel=channel, seen=seen), begin=READING):
                yield body
                seen = number
            await self._sleep(POLL)

    async def _run(self, work: Callable[[Connection], T], *, begin: str = WRITING) -> T:
        return await to_thread.run_sync(self._transactions.run, work, begin, limiter=self._turns)
