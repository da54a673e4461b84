"""How often something may be tried, counted by all replicas together."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.refusal import Refusal, too_many
from procore_mcp.server.oauth.shelf import Shelf
from procore_mcp.state.protocol import State

EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Allowance:
    """How many in `window` seconds: from one address, and from all of them."""

    each: int
    total: int
    window: float


class Limit:
    """`what` names the thing that is counted; `clock` gives Unix seconds."""

    def __init__(self, state: State, what: str, allowance: Allowance, clock: Callable[[], float]) -> None:
        self._counts = Shelf(state, f"limit:{what}", int, life=allowance.window * 2)
        self._allowance = allowance
        self._clock = clock

    async def spend(self, source: str) -> None:
        """Raises Refusal once the allowance is used up. Nothing is counted against everybody for a source that has
        used up its own."""
        await self._count(source, self._allowance.each)
        await self._count(EVERYBODY, self._allowance.total)

    async def check(self, source: str) -> None:
        """Raises Refusal where `source` has used up its own; counts nothing."""
        if (await self._counts.get(self._key(source)) or 0) >= self._allowance.each:
            raise self._refused()

    @asynccontextmanager
    async def of_failures(self, source: str) -> AsyncGenerator[None]:
        """Counts what the block refuses. Raises Refusal where `source` has used up its failures; those of others keep
        out nobody who is in the right, or a few strangers could sign everybody out."""
        await self.check(source)
        try:
            yield
        except Refusal:
            await self.spend(source)
            raise

    async def _count(self, who: str, most: int) -> None:
        counted = await self._counts.change(
            self._key(who), lambda count: (count or 0) + 1 if (count or 0) <= most else None
        )
        if counted is not None and counted > most:
            raise self._refused()

    def _key(self, who: str) -> str:
        return f"{digest(who)[:32]}:{self._clock() // self._allowance.window:.0f}"

    def _refused(self) -> Exception:
        window = self._allowance.window
        return too_many(window - self._clock() % window)
