"""Time that moves when a test says so, for stores that are told the time and for servers that have their own."""

from __future__ import annotations

from typing import Any, Protocol


class Clock(Protocol):
    def __call__(self) -> float: ...

    def advance(self, seconds: float) -> None: ...


class ManualClock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class ServerClock(ManualClock):
    """Nobody can turn a server's clock, so every life in it gets shorter instead."""

    def __init__(self, client: Any) -> None:
        super().__init__()
        self._client = client

    def advance(self, seconds: float) -> None:
        for key in self._client.scan_iter():
            left = self._client.pttl(key)
            if left >= 0:
                self._client.pexpire(key, left - round(seconds * 1000))
