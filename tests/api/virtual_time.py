"""An event loop whose time jumps to the next timer as soon as nothing else is left to do."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

T = TypeVar("T")
BEGINNING = 1_800_000_000.0  # Unix seconds


class _Jump(selectors.SelectSelector):
    passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0)
        if not ready and timeout is None:
            raise AssertionError("every task waits for another one")
        if not ready and timeout:
            self.passed += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jump = _Jump()
        super().__init__(self._jump)

    def time(self) -> float:
        return self._jump.passed


class LoopClock:
    """`Clock` on the time of the running loop. `ahead`: seconds by which it differs from the world around."""

    def __init__(self, *, ahead: float = 0.0) -> None:
        self._ahead = ahead

    def now(self) -> float:
        return BEGINNING + anyio.current_time() + self._ahead

    async def sleep(self, seconds: float) -> None:
        await anyio.sleep(seconds)


class SettableClock(LoopClock):
    def set(self, seconds: float) -> None:
        """Somebody, or the machine itself, corrects it by so much."""
        self._ahead += seconds


def in_virtual_time(main: Callable[[], Awaitable[T]]) -> T:
    return anyio.run(main, backend_options={"loop_factory": VirtualLoop})
