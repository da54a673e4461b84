"""Time as the simulator sees it."""

from __future__ import annotations

from datetime import UTC, datetime


class SteppableClock:
    """Unix seconds that move only when told to."""

    def __init__(self, now: float) -> None:
        self._now = now

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        """Moves on; a negative number is refused with ValueError, since windows never run backwards."""
        if seconds < 0:
            raise ValueError(f"Time only moves forward, not by {seconds} seconds.")
        self._now += seconds


def stamp(seconds: float) -> str:
    """A moment as Procore writes it: UTC, whole seconds, with a Z."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
