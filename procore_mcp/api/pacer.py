"""The budget at work: callers wait in line, take a place, and hand back what they learnt."""

from __future__ import annotations

import random
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from math import isfinite

import anyio

from procore_mcp.api.clock import Clock
from procore_mcp.api.lesson import Lesson
from procore_mcp.api.line import Line, Waiter
from procore_mcp.api.pacing import LONGEST_JITTER, Budget, Ticket, finish, give_back, opening, take
from procore_mcp.errors import RateLimited


@dataclass(slots=True)
class Turn:
    """One place among the requests that are under way. Without a lesson its answer counts as lost."""

    lesson: Lesson | None = None
    never_left: bool = False


class Pacer:
    """Keeps one Procore app inside its rate windows. What it learnt lasts as long as the process.

    `chance` gives numbers from 0 to 1.
    """

    def __init__(self, clock: Clock, *, chance: Callable[[], float] = random.random) -> None:
        self._clock = clock
        self._chance = chance
        self._budget = Budget()
        self._line = Line()

    @asynccontextmanager
    async def turn(self, user: str, *, give_up_at: float) -> AsyncGenerator[Turn]:
        """Wait for a place, by turns with other users.

        Raises RateLimited at once when the wait would certainly last past `give_up_at` (Unix seconds), and then at the
        latest.
        """
        ticket = await self._enter(user, give_up_at)
        turn = Turn()
        try:
            yield turn
        finally:
            self._leave(ticket, turn)

    async def _enter(self, user: str, give_up_at: float) -> Ticket:
        waiter = Waiter(user)
        self._line.join(waiter)
        try:
            while True:
                self._admit()
                if waiter.ticket is not None:
                    self._line.nudge()
                    return waiter.ticket
                await self._wait(waiter, give_up_at)
        except BaseException:
            self._withdraw(waiter)
            raise

    def _admit(self) -> None:
        now = self._clock.now()
        while self._line and opening(self._budget, now).at <= now:
            waiter = self._line.call()
            self._budget, waiter.ticket = take(self._budget, now)

    async def _wait(self, waiter: Waiter, give_up_at: float) -> None:
        """Until the next opening as it looks now, or a nudge."""
        now = self._clock.now()
        opens = opening(self._budget, now)
        is_too_late = opens.at > give_up_at and not opens.may_come_sooner
        if is_too_late or now >= give_up_at:
            raise _rate_limited(opens.at if isfinite(opens.at) else now + 1)
        async with anyio.create_task_group() as group:

            async def alarm() -> None:
                await self._clock.sleep(min(opens.at, give_up_at) - now)
                group.cancel_scope.cancel()

            group.start_soon(alarm)
            await waiter.nudged()
            group.cancel_scope.cancel()

    def _withdraw(self, waiter: Waiter) -> None:
        if waiter.ticket is None:
            self._line.leave(waiter)
        else:
            self._budget = give_back(self._budget, waiter.ticket)
        self._change()

    def _leave(self, ticket: Ticket, turn: Turn) -> None:
        if turn.never_left:
            self._budget = give_back(self._budget, ticket)
        else:
            jitter = self._chance() * LONGEST_JITTER
            self._budget = finish(self._budget, ticket, turn.lesson, self._clock.now(), jitter=jitter)
        self._change()

    def _change(self) -> None:
        self._admit()
        self._line.nudge()


def _rate_limited(retry_at: float) -> RateLimited:
    moment = datetime.fromtimestamp(retry_at, UTC).strftime("%H:%M:%S UTC")
    return RateLimited(
        f"Procore's request limit for this app is used up until about {moment}.",
        retry_at=retry_at,
        hint="Wait until then and call again, or ask for less: one list instead of many single records.",
    )
