"""A Procore that only counts: two fixed windows, headers about the one that is nearer to its end."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Literal

import anyio

from procore_mcp.api.lesson import read_lesson
from procore_mcp.api.pacer import Pacer
from tests.api.virtual_time import BEGINNING, LoopClock

Nearer = Literal["number", "share"]


@dataclass
class FixedWindow:
    length: int
    limit: int
    from_first_request: bool = False
    start: int = 0
    used: int = 0

    def count(self, now: float) -> None:
        begins = int(now) if self.from_first_request else int(now) // self.length * self.length
        if now >= self.start + self.length:
            self.start, self.used = begins, 0
        self.used += 1

    @property
    def remaining(self) -> int:
        return max(0, self.limit - self.used)


@dataclass
class RateLimitedServer:
    """`slowness` bounds the seconds of each way; `tells` are the headers that it sends."""

    nearer: Nearer = "number"
    slowness: float = 0.15
    seed: int = 0
    spike: FixedWindow = field(default_factory=lambda: FixedWindow(10, 25))
    hour: FixedWindow = field(default_factory=lambda: FixedWindow(3_600, 600))
    tells: frozenset[str] = frozenset({"date", "limits", "retry-after"})
    statuses: list[int] = field(default_factory=list)
    most_at_once: int = 0
    finished_at: float = 0.0

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)  # noqa: S311 - replayable, not secret
        self._at_once = 0

    async def answer(self) -> tuple[int, dict[str, str]]:
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            await anyio.sleep(self._random.uniform(0.001, self.slowness))
            status, headers = self._counted(BEGINNING + anyio.current_time())
            await anyio.sleep(self._random.uniform(0.001, self.slowness))
        finally:
            self._at_once -= 1
        self.statuses.append(status)
        self.finished_at = anyio.current_time()
        return status, headers

    def _counted(self, now: float) -> tuple[int, dict[str, str]]:
        for window in (self.spike, self.hour):
            window.count(now)
        broken = [window for window in (self.hour, self.spike) if window.used > window.limit]
        told = broken[0] if broken else min((self.hour, self.spike), key=self._nearness)
        return (429 if broken else 200), self._headers(told, now, is_broken=bool(broken))

    def _nearness(self, window: FixedWindow) -> float:
        return window.remaining if self.nearer == "number" else window.remaining / window.limit

    def _headers(self, told: FixedWindow, now: float, *, is_broken: bool) -> dict[str, str]:
        reset = told.start + told.length
        headers: dict[str, str] = {}
        if "date" in self.tells:
            headers["date"] = formatdate(int(now), usegmt=True)
        if "limits" in self.tells:
            headers["x-rate-limit-limit"] = str(told.limit)
            headers["x-rate-limit-remaining"] = str(told.remaining)
            headers["x-rate-limit-reset"] = str(reset)
        if is_broken and "retry-after" in self.tells:
            headers["retry-after"] = str(int(reset - now) + 1)
        return headers


async def call_through(pacer: Pacer, server: RateLimitedServer, clock: LoopClock, user: str = "one") -> int:
    async with pacer.turn(user, give_up_at=clock.now() + 1e5) as turn:
        status, headers = await server.answer()
        turn.lesson = read_lesson(status, headers, clock.now())
    return status


async def sweep(server: RateLimitedServer, clock: LoopClock, *, requests: int, callers: int = 16) -> None:
    """As many callers at once, who share `requests` and know nothing at the start."""
    pacer = Pacer(clock, chance=random.Random(server.seed).random)  # noqa: S311 - replayable, not secret
    left = iter(range(requests))

    async def caller() -> None:
        for _ in left:
            await call_through(pacer, server, clock)

    async with anyio.create_task_group() as group:
        for _ in range(callers):
            group.start_soon(caller)
