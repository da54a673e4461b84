"""Carries one HTTP request through the pacer and over the wire until there is an answer, or none worth waiting for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx2

from procore_mcp.api.clock import Clock
from procore_mcp.api.hosts import is_api
from procore_mcp.api.lesson import Lesson, read_lesson
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.retry import Answered, Outcome, Unanswered, pause_before_next
from procore_mcp.api.wire import Http, Lost, exchange
from procore_mcp.config.environment import Environment
from procore_mcp.errors import CallFailed, OutcomeUnknown, Unreachable
from procore_mcp.events import Exchanged, Waited, Watch, unwatched

_READS: Final = frozenset({"GET", "HEAD"})


@dataclass(slots=True)
class Allowance:
    """What one call may use: bytes of the answer, and time (Unix seconds). Standing in line moves `ends_at` back."""

    bytes: int
    give_up_at: float
    ends_at: float


@dataclass(frozen=True, slots=True)
class Courier:
    """`user` takes turns with other users; `max_wait` bounds the seconds that one call waits for the rate windows;
    `chance` gives numbers from 0 to 1.
    """

    http: Http
    environment: Environment
    pacer: Pacer
    clock: Clock
    user: str
    max_wait: float
    chance: Callable[[], float]
    watch: Watch = unwatched

    def allowance(self, limit: int, *, seconds: float) -> Allowance:
        """For a call that begins now, may take `seconds` beside its wait in line, and is answered in `limit` bytes."""
        now = self.clock.now()
        return Allowance(limit, give_up_at=now + self.max_wait, ends_at=now + seconds)

    async def carry(self, request: httpx2.Request, allowance: Allowance) -> httpx2.Response:
        """An answer of any status, read to its end.

        Raises Unreachable, OutcomeUnknown, RateLimited, TooLarge.
        """
        is_read = request.method in _READS
        attempt = 0
        while True:
            attempt += 1
            try:
                answer, outcome = await self._attempt(request, allowance)
            except Lost as lost:
                pause = self._pause(Unanswered(lost.never_left), is_read=is_read, attempt=attempt, allowance=allowance)
                if pause is None:
                    raise _failure(request, lost, is_read=is_read) from None
            else:
                pause = self._pause(outcome, is_read=is_read, attempt=attempt, allowance=allowance)
                if pause is None:
                    return answer
            await self.clock.sleep(pause)

    def _pause(self, outcome: Outcome, *, is_read: bool, attempt: int, allowance: Allowance) -> float | None:
        pause = pause_before_next(outcome, is_read=is_read, attempt=attempt, jitter=self.chance())
        is_affordable = pause is not None and self.clock.now() + pause < allowance.ends_at
        return pause if is_affordable else None

    async def _attempt(self, request: httpx2.Request, allowance: Allowance) -> tuple[httpx2.Response, Answered]:
        """Only what goes to the API counts against its windows; file hosts say nothing about them."""
        if not is_api(self.environment, request.url):
            answer, lesson = await self._exchange(request, allowance)
            return answer, _answered(lesson)
        queued_at = self.clock.now()
        async with self.pacer.turn(self.user, give_up_at=allowance.give_up_at) as turn:
            waited = self.clock.now() - queued_at
            allowance.ends_at += waited
            self.watch(Waited(queued_at, waited))
            try:
                answer, lesson = await self._exchange(request, allowance)
            except Lost as lost:
                turn.never_left = lost.never_left
                raise
            turn.lesson = lesson
        return answer, _answered(lesson)

    async def _exchange(self, request: httpx2.Request, allowance: Allowance) -> tuple[httpx2.Response, Lesson]:
        began_at = self.clock.now()
        answer = lesson = None
        try:
            answer = await exchange(self.http, request, limit=allowance.bytes, within=allowance.ends_at - began_at)
            lesson = read_lesson(answer.status_code, answer.headers, self.clock.now())
            return answer, lesson
        finally:
            self.watch(_exchanged(request, answer, lesson, began_at, self.clock.now()))


def _exchanged(
    request: httpx2.Request, answer: httpx2.Response | None, lesson: Lesson | None, began_at: float, ended_at: float
) -> Exchanged:
    reading = lesson.reading if lesson else None
    return Exchanged(
        http_method=request.method,
        host=request.url.host,
        status=answer.status_code if answer else None,
        began_at=began_at,
        seconds=ended_at - began_at,
        request_id=answer.headers.get("x-request-id") if answer else None,
        limit=reading.limit if reading else None,
        remaining=reading.remaining if reading else None,
    )


def _answered(lesson: Lesson) -> Answered:
    return Answered(lesson.status, lesson.retry_after)


def _failure(request: httpx2.Request, lost: Lost, *, is_read: bool) -> CallFailed:
    host = request.url.host
    if is_read or lost.never_left:
        return Unreachable(
            f"{host} gave no answer: {lost.cause}. Nothing was changed.",
            hint="Check the network, proxy and firewall settings and status.procore.com, then call again.",
        )
    return OutcomeUnknown(
        f"The change was sent to {host}, but {lost.cause}: it may have happened or not. It was not sent again.",
        hint="Read the record, or the list it would be in, before deciding to repeat the change.",
    )
