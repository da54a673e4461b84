"""How many calls run at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self

import anyio


class Turn:
    """A call's place among those that run; the others wait. Used once, as an async context manager."""

    def __init__(self, places: anyio.Semaphore) -> None:
        self._places = places
        self._held = False

    async def __aenter__(self) -> Self:
        await self._take()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._held:
            self._give()

    @asynccontextmanager
    async def stepped_aside(self) -> AsyncGenerator[None]:
        """Let others run while a person thinks; the place is taken again only if the wait ends well."""
        self._give()
        yield
        await self._take()

    async def _take(self) -> None:
        await self._places.acquire()
        self._held = True

    def _give(self) -> None:
        self._places.release()
        self._held = False
