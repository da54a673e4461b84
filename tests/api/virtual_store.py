"""A shared store in virtual time: slow, down or forgetful when a test says so."""

from __future__ import annotations

import random

import anyio

from procore_mcp.errors import StateUnavailable
from procore_mcp.state.sqlite import SqliteState


class VirtualStore(SqliteState):
    """Only what a budget asks of a store; `slowness` bounds the seconds of each exchange."""

    def __init__(self, *, slowness: float = 0.002, seed: int = 0) -> None:
        self.is_down = False
        self.slowness = slowness
        self.exchanges = 0
        self._values: dict[str, bytes] = {}
        self._random = random.Random(seed)  # noqa: S311 - replayable, not secret

    def forget(self) -> None:
        self._values.clear()

    def overwrite(self, value: bytes) -> None:
        self._values = dict.fromkeys(self._values, value)

    async def get(self, key: str) -> bytes | None:
        await self._exchange()
        return self._values.get(key)

    async def swap(self, key: str, expected: bytes | None, value: bytes, *, ttl: float | None = None) -> bool:
        await self._exchange()
        if self._values.get(key) != expected:
            return False
        self._values[key] = value
        return True

    async def _exchange(self) -> None:
        self.exchanges += 1
        await anyio.sleep(self._random.uniform(0, self.slowness))
        if self.is_down:
            raise StateUnavailable("The state store is down.", hint="Start it.")
