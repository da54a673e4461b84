"""How a caller waits for a lock and lets go of it, whatever store the lock is in."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import anyio

from procore_mcp.errors import StateUnavailable
from procore_mcp.state.protocol import LockBusy

FIRST_PAUSE = 0.01  # seconds between two tries; grows to the longest
LONGEST_PAUSE = 0.25

Seize = Callable[[], Awaitable[bool]]
Release = Callable[[], Awaitable[None]]


@asynccontextmanager
async def leased(
    key: str, seize: Seize, release: Release, *, patience: float, sleep: Callable[[float], Awaitable[None]]
) -> AsyncGenerator[None]:
    """`seize` says whether it got the lock; `release` leaves a lock alone that somebody else holds by now.

    Raises LockBusy.
    """
    try:
        await _wait(key, seize, patience, sleep)
        yield
    finally:
        with anyio.CancelScope(shield=True), suppress(StateUnavailable):  # then the lease ends it
            await release()


async def _wait(key: str, seize: Seize, patience: float, sleep: Callable[[float], Awaitable[None]]) -> None:
    pause, waited = FIRST_PAUSE, 0.0
    while not await seize():
        if waited >= patience:
            raise LockBusy(key)
        await sleep(pause)
        waited += pause
        pause = min(pause * 2, LONGEST_PAUSE)
