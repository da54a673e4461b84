"""Time that passes faster than outside, for tests in which many wait at once."""

from __future__ import annotations

import time

import anyio

SPEED = 100.0


class ScaledClock:
    """`Clock` of the server and, as `now`, of the simulator: a hundred of its seconds are one outside."""

    def __init__(self, now: float) -> None:
        self._start = now
        self._zero = time.monotonic()

    def now(self) -> float:
        """Unix seconds."""
        return self._start + (time.monotonic() - self._zero) * SPEED

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds / SPEED)
