"""How far the server's clock is from ours, as far as its `Date` headers prove it."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Skew:
    """Server time minus our time lies in `least`…`most`, seconds."""

    least: float = -inf
    most: float = inf

    @property
    def seconds(self) -> float:
        """What to add to our time. Zero until a difference is proved; then the end that never makes us early."""
        return 0.0 if self.least <= 0 <= self.most else self.least

    def narrowed(self, *, date: float, sent_at: float, now: float) -> Skew:
        """`date` is cut to whole seconds and was written between `sent_at` and `now` of our clock."""
        least, most = date - now, date + 1 - sent_at
        if least > self.most or most < self.least:
            return Skew(least, most)  # a clock was set, or another server answered: what was proved before is void
        return Skew(max(least, self.least), min(most, self.most))

    def set_back(self, seconds: float) -> Skew:
        """Our clock was set back by so much; the server's went on. Holds until a `Date` says otherwise."""
        moved = self.seconds + seconds
        return Skew(moved, moved)
