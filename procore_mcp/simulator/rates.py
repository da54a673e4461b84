"""Procore's two request limits, by the hour and by ten seconds, in windows aligned to the epoch."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from procore_mcp.simulator.settings import Settings

HOUR = 3600
SPIKE = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """One limit at one moment; `reset` is the Unix second at which its window ends."""

    limit: int
    remaining: int
    reset: int
    exceeded: bool = False

    def headers(self) -> dict[str, str]:
        return {
            "X-Rate-Limit-Limit": str(self.limit),
            "X-Rate-Limit-Remaining": str(self.remaining),
            "X-Rate-Limit-Reset": str(self.reset),
        }


class Window:
    """Requests counted since the last multiple of its length."""

    def __init__(self, length: int, limit: Callable[[], int]) -> None:
        self.length = length
        self._limit = limit
        self.used = 0
        self._start: int = 0

    def standing(self, now: float) -> Standing:
        self._turn(now)
        limit = self._limit()
        return Standing(limit, max(limit - self.used, 0), self._start + self.length, self.used > limit)

    def count(self, now: float) -> None:
        self._turn(now)
        self.used += 1

    def _turn(self, now: float) -> None:
        start = math.floor(now / self.length) * self.length
        if start != self._start:
            self._start, self.used = start, 0


class Rates:
    """Both windows of one registered app; all its users share them."""

    def __init__(self, clock: Callable[[], float], settings: Settings) -> None:
        self._clock = clock
        self.hourly = Window(HOUR, lambda: settings.hourly_limit)
        self.spike = Window(SPIKE, lambda: settings.spike_limit)

    def count(self) -> Standing:
        """Counts one request and tells the limit that it is nearest to, or the one it broke.

        When both are broken, the one that opens later is told, as waiting for the other would not help.
        """
        now = self._clock()
        for window in (self.spike, self.hourly):
            window.count(now)
        spike, hourly = self.spike.standing(now), self.hourly.standing(now)
        if hourly.exceeded or spike.exceeded:
            return hourly if hourly.exceeded else spike
        return hourly if hourly.remaining <= spike.remaining else spike

    def retry_after(self, standing: Standing) -> int:
        """Whole seconds until the window opens again, at least one."""
        return max(math.ceil(standing.reset - self._clock()), 1)

    def clear(self) -> None:
        self.hourly.used = self.spike.used = 0
