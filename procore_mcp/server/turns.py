"""How many calls run at once."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from types import TracebackType
from typing import Self
from weakref import WeakValueDictionary

import anyio


class Places:
    """At most `each` calls of one person run at once, and `total` of all: nobody's sweep keeps the others out."""

    def __init__(self, *, each: int, total: int) -> None:
        self._each = each
        self._total = anyio.Semaphore(total, fast_acquire=True)
        self._people: WeakValueDictionary[str, anyio.Semaphore] = WeakValueDictionary()

    def turn(self, user: str) -> Turn:
        """Whoever has no turn is forgotten."""
        own = self._people.get(user) or anyio.Semaphore(self._each, fast_acquire=True)
        self._people[user] = own
        return Turn((own, self._total))


class Turn:
    """A call's place among those that run; the others wait. Used once, as an async context manager."""

    def __init__(self, places: Sequence[anyio.Semaphore]) -> None:
        self._places = places
        self._held: list[anyio.Semaphore] = []

    async def __aenter__(self) -> Self:
        await self._take()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._give()

    @asynccontextmanager
    async def stepped_aside(self) -> AsyncGenerator[None]:
        """Let others run while a person thinks; the place is taken again only if the wait ends well."""
        self._give()
        yield
        await self._take()

    async def _take(self) -> None:
        """The own place first, so that whoever waits for it holds none of the common ones."""
        try:
            for place in self._places:
                await place.acquire()
                self._held.append(place)
        except BaseException:
            self._give()
            raise

    def _give(self) -> None:
        while self._held:
            self._held.pop().release()
