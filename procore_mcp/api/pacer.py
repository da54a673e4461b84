"""The budget at work: callers wait in line, take a place, and hand back what they learnt."""

from __future__ import annotations

import random
import secrets
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from math import isfinite

import anyio

from procore_mcp.api.admission import Ended, admitted
from procore_mcp.api.book import OwnBook
from procore_mcp.api.budget import Budget, Caller, Ticket
from procore_mcp.api.budget_left import BudgetLeft, budget_left
from procore_mcp.api.clock import Clock
from procore_mcp.api.ending import LONGEST_JITTER
from procore_mcp.api.lesson import Lesson
from procore_mcp.api.line import Line, Waiter
from procore_mcp.api.pacing import opening
from procore_mcp.api.shared_book import SharedBook
from procore_mcp.api.skew import Skew
from procore_mcp.errors import RateLimited
from procore_mcp.state.protocol import State

LOOK = 0.1  # seconds between two looks at what other processes did


@dataclass(slots=True)
class Turn:
    """One place among the requests that are under way. Without a lesson its answer counts as lost."""

    lesson: Lesson | None = None
    never_left: bool = False


class Pacer:
    """Keeps one Procore app inside its rate windows, together with all who name the same `app` in the same `state`;
    without a state, this process alone.

    `newcomers` is how many people may come at any moment beside those who are there, and find some room: 1 on a server
    for many. `chance` gives numbers from 0 to 1.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        chance: Callable[[], float] = random.random,
        state: State | None = None,
        app: str = "",
        newcomers: int = 0,
    ) -> None:
        self._clock = clock
        self._chance = chance
        self._me = Caller(process=secrets.token_hex(8), newcomers=newcomers)
        self._book = (
            OwnBook() if state is None else SharedBook(state, f"budget:{app}", self._me.process, clock=clock.now)
        )
        self._has_partners = state is not None
        self._line = Line()
        self._ended: list[Ended] = []
        self._seen = Budget()
        self._skew = Skew()
        self._latest = clock.now()
        self._one_at_a_time = anyio.Lock(fast_acquire=True)

    @asynccontextmanager
    async def turn(self, user: str, *, give_up_at: float) -> AsyncGenerator[Turn]:
        """Wait for a place, by turns with other users.

        Raises RateLimited at once when the wait would certainly last past `give_up_at` (Unix seconds), and then at the
        latest.
        """
        ticket = await self._enter(user, give_up_at)
        sent_at = self._clock.now()
        turn = Turn()
        try:
            yield turn
        finally:
            await self._leave(ticket, turn, sent_at)

    async def left(self) -> BudgetLeft:
        """What is left for everybody, as far as the answers told."""
        budget, _ = await self._book.change(lambda budget: (budget, None))
        return budget_left(budget, self._now(), self._skew.seconds, is_shared=self._book.is_shared)

    async def _enter(self, user: str, give_up_at: float) -> Ticket:
        waiter = Waiter(user)
        self._line.join(waiter)
        try:
            await self._settle(waiter)
            while waiter.ticket is None:
                if await self._is_time(waiter, give_up_at):
                    await self._settle(waiter)
        except BaseException:
            await self._withdraw(waiter)
            raise
        return waiter.ticket

    async def _settle(self, waiter: Waiter | None = None) -> None:
        """Write down what ended and take places for those whose turn has come, for all who are here at once."""
        async with self._one_at_a_time:
            if waiter is not None and waiter.ticket is not None:
                return
            await self._write_down()
            while self._ended:
                await self._write_down()

    async def _write_down(self) -> None:
        ended, self._ended = self._ended, []
        waiting, now = self._line.waiting, self._now()
        budget, called = await self._book.change(lambda budget: admitted(budget, ended, waiting, now, self._me))
        for waiter, ticket in called:
            if waiter in self._line:
                self._line.call(waiter, ticket)
            else:
                self._ended.append(Ended(ticket, never_left=True))
        if budget != self._seen:
            self._seen = budget
            self._line.nudge()

    async def _is_time(self, waiter: Waiter, give_up_at: float) -> bool:
        """Wait until the next opening as it looks now, or a nudge: then it may look different."""
        now = self._now()
        ahead = self._skew.seconds
        opens = opening(self._seen, now, replace(self._me, user=waiter.user))
        give_up_at += ahead
        is_too_late = opens.at > give_up_at and not opens.may_come_sooner
        if is_too_late or now >= give_up_at:
            raise _rate_limited((opens.at if isfinite(opens.at) else now + 1) - ahead)
        seconds = min(opens.at, give_up_at) - now
        if opens.may_come_sooner and self._has_partners and self._line.is_lookout(waiter):
            seconds = min(seconds, LOOK)
        return not await self._is_nudged(waiter, seconds)

    async def _is_nudged(self, waiter: Waiter, seconds: float) -> bool:
        async with anyio.create_task_group() as group:

            async def alarm() -> None:
                await self._clock.sleep(seconds)
                group.cancel_scope.cancel()

            group.start_soon(alarm)
            await waiter.nudged()
            group.cancel_scope.cancel()
            return True
        return False

    async def _withdraw(self, waiter: Waiter) -> None:
        if waiter in self._line:
            self._line.leave(waiter)
            self._line.nudge()
        if waiter.ticket is not None:
            await self._end(Ended(waiter.ticket, never_left=True))

    async def _leave(self, ticket: Ticket, turn: Turn, sent_at: float) -> None:
        lesson, ours = turn.lesson, self._ours()
        if lesson is not None and lesson.date is not None:
            self._skew = self._skew.narrowed(date=lesson.date, sent_at=sent_at, now=ours)
        await self._end(Ended(ticket, lesson, turn.never_left, self._chance() * LONGEST_JITTER))

    async def _end(self, end: Ended) -> None:
        self._ended.append(end)
        with anyio.CancelScope(shield=True):  # whoever goes away must not leave a place taken
            await self._settle()

    def _now(self) -> float:
        """By Procore's clock, as far as it is known to differ from ours."""
        ours = self._ours()
        return ours + self._skew.seconds

    def _ours(self) -> float:
        """Where our clock is set back, Procore's goes on: otherwise no window would end for as long, and without a
        request nothing would ever correct that."""
        ours = self._clock.now()
        if ours < self._latest:
            self._skew = self._skew.set_back(self._latest - ours)
        self._latest = ours
        return ours


def _rate_limited(retry_at: float) -> RateLimited:
    moment = datetime.fromtimestamp(retry_at, UTC).strftime("%H:%M:%S UTC")
    return RateLimited(
        f"Procore's request limit for this app is used up until about {moment}.",
        retry_at=retry_at,
        hint="Wait until then and call again, or ask for less: one list instead of many single records.",
    )
