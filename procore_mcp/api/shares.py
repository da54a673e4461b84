"""How the users of one app share its windows: whoever had their share leaves room for the others.

What is left for others gets less as the window runs out, so that nothing is wasted in the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

SPIKE: Final = 10.0  # seconds; the two documented windows
HOUR: Final = 3_600.0
MOST_USERS: Final = 100  # who are remembered
MOST_KEPT: Final = 0.5  # of a window, for others


@dataclass(frozen=True, slots=True)
class Use:
    """Requests that one user took, each counting less with time: `spike` and `hour` as they stood at `at`."""

    spike: float
    hour: float
    at: float


Uses = Mapping[str, Use]


def period_of(seconds_left: float) -> float:
    """The shortest documented window that can have so much left."""
    return SPIKE if seconds_left <= SPIKE else HOUR


def used(uses: Uses, user: str, period: float, now: float) -> float:
    use = uses.get(user)
    if use is None:
        return 0.0
    return (use.spike if period == SPIKE else use.hour) * exp(-max(0.0, now - use.at) / period)


def noted(uses: Uses, user: str, now: float) -> Uses:
    """One more request of `user`."""
    spike, hour = (used(uses, user, period, now) + 1 for period in (SPIKE, HOUR))
    latest = sorted(
        ((name, use) for name, use in uses.items() if name != user and now - use.at < 2 * HOUR),
        key=lambda entry: entry[1].at,
    )
    return dict([*latest[-MOST_USERS + 1 :], (user, Use(spike, hour, now))])


def others(uses: Uses, user: str, period: float, now: float) -> list[str]:
    """Who else is at work."""
    return [name for name, use in uses.items() if name != user and now - use.at <= 2 * period]


def kept_for_others(uses: Uses, user: str, limit: int, seconds_left: float, now: float, *, newcomers: int) -> float:
    """Requests of a window that `user` must leave alone now; none as long as they are below an equal share."""
    period = period_of(seconds_left)
    present = others(uses, user, period, now)
    share = limit / (1 + len(present) + newcomers)
    if used(uses, user, period, now) < share:
        return 0.0
    unused = newcomers * share + sum(max(0.0, share - used(uses, other, period, now)) for other in present)
    return min(unused, MOST_KEPT * limit) * seconds_left / period
