"""Time that passes only while somebody waits for it."""

from __future__ import annotations

import anyio.lowlevel


class PassingClock:
    """`Clock` of the server and, as `now`, of the simulator; whoever waits, waits no longer than a turn of the loop.

    Several who wait at once share the time, as people in one queue do.
    """

    def __init__(self, now: float) -> None:
        self._now = now

    def now(self) -> float:
        """Unix seconds."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        until = self._now + seconds
        await anyio.lowlevel.checkpoint()
        self._now = max(self._now, until)
