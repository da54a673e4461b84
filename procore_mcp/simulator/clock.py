"""Time as the simulator sees it."""

from __future__ import annotations

from datetime import UTC, datetime

_LAST = datetime(9000, 1, 1, tzinfo=UTC).timestamp()  # dates some days later can still be written


class SteppableClock:
    """Unix seconds that move only when told to."""

    def __init__(self, now: float) -> None:
        self._now = now

    def __call__(self) -> float:
        return self._now

    def advance(self, seconds: float) -> None:
        """Moves on. Raises ValueError for a negative number, as windows never run backwards, and for the year 9000."""
        if not 0 <= seconds <= _LAST - self._now:
            raise ValueError(f"Time only moves forward and ends with the year 8999; {seconds} seconds is too far.")
        self._now += seconds


def stamp(seconds: float) -> str:
    """A moment as Procore writes it: UTC, whole seconds, with a Z."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
