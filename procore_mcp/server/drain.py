"""How a process leaves without anybody noticing."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Drain:
    """First it says that it is not ready and serves on for `settle` seconds, until whoever sends requests has heard.
    Then it refuses what is new, and leaves as soon as nothing runs any more, or after `grace` more seconds.
    """

    settle: float = 0.0
    grace: float = 10.0
    clock: Callable[[], float] = time.monotonic
    running: int = 0
    _began: float | None = field(default=None, init=False)

    def begin(self) -> None:
        if self._began is None:
            self._began = self.clock()

    @property
    def is_leaving(self) -> bool:
        return self._began is not None

    @property
    def refuses(self) -> bool:
        return self._began is not None and self.clock() >= self._began + self.settle

    @property
    def is_over(self) -> bool:
        if self._began is None or not self.refuses:
            return False
        return self.running == 0 or self.clock() >= self._began + self.settle + self.grace
