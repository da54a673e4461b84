"""When the next request may go, from what the answers said about the rate windows.

Procore counts each app in two fixed windows at once, and each answer describes only the one that is nearer to its end.
So one request goes alone while nothing is known and after every reset, because its answer shows which window matters
now; the others follow as far as the described windows reach, less those still under way.

`Budget` is a value of plain numbers: whoever wants several processes to share one stores it and applies the same
functions to it under a lock.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf

from procore_mcp.api.lesson import Lesson, Reading
from procore_mcp.api.skew import Skew
from procore_mcp.api.window import Window, counted, refreshed

MOST_IN_FLIGHT = 8
UNTOLD_IN_FLIGHT = 4  # when answers carry no word about limits
PROBE_PATIENCE = 2.0  # seconds; a slow report as the probe must not hold up everyone
LONGEST_JITTER = 0.15  # seconds
SHORTEST_HOLD = 1.0  # seconds after a 429
LONGEST_HOLD = 3_600.0  # seconds; the longest documented window


@dataclass(frozen=True, slots=True)
class Ticket:
    """Proof of a place that was taken; `finished` is how many requests had ended by then."""

    sent_at: float
    finished: int
    is_probe: bool


@dataclass(frozen=True, slots=True)
class Budget:
    """One Procore app. Times are Unix seconds of our clock, unless a window says otherwise.

    `untold` numbers the requests that ended without a word about limits while others were under way: an answer to one
    of these may not have counted them.
    """

    windows: tuple[Window, ...] = ()
    skew: Skew = field(default_factory=Skew)
    under_way: tuple[Ticket, ...] = ()
    finished: int = 0
    untold: tuple[int, ...] = ()
    is_unsure: bool = True
    held_until: float = 0.0
    jitter: float = 0.0


@dataclass(frozen=True, slots=True)
class Opening:
    """The next request may go `at`; an answer that is still awaited may bring that forward."""

    at: float
    may_come_sooner: bool = False


def opening(budget: Budget, now: float) -> Opening:
    budget = _rolled(budget, now)
    shut_until = _shut_until(budget)
    if shut_until > now:
        return Opening(shut_until)
    if len(budget.under_way) >= MOST_IN_FLIGHT:
        return Opening(inf, may_come_sooner=True)
    spoken_for = [window for window in budget.windows if 0 < window.remaining <= len(budget.under_way)]
    if spoken_for:
        return Opening(max(_resets_at(budget, window) for window in spoken_for), may_come_sooner=True)
    if _wants_probe(budget):
        return _probe_opening(budget, now)
    if not budget.windows and len(budget.under_way) >= UNTOLD_IN_FLIGHT:
        return Opening(inf, may_come_sooner=True)
    return Opening(now)


def _shut_until(budget: Budget) -> float:
    """The moment until which sending would be refused for sure."""
    empty = (window for window in budget.windows if not window.remaining and not window.is_guessed_empty)
    return max(budget.held_until, *(_resets_at(budget, window) for window in empty), 0.0)


def _wants_probe(budget: Budget) -> bool:
    return budget.is_unsure or any(window.is_guessed_empty for window in budget.windows)


def _probe_opening(budget: Budget, now: float) -> Opening:
    probes = [ticket.sent_at for ticket in budget.under_way if ticket.is_probe]
    return Opening(max(now, max(probes) + PROBE_PATIENCE), may_come_sooner=True) if probes else Opening(now)


def _resets_at(budget: Budget, window: Window) -> float:
    """By our clock."""
    return inf if window.resets_at is None else window.resets_at - budget.skew.seconds + budget.jitter


def _rolled(budget: Budget, now: float) -> Budget:
    """Open the windows whose time has come."""
    over = {window.limit for window in budget.windows if _resets_at(budget, window) <= now}
    if not over:
        return budget
    windows = tuple(refreshed(window) if window.limit in over else window for window in budget.windows)
    return replace(budget, windows=windows, is_unsure=True)


def take(budget: Budget, now: float) -> tuple[Budget, Ticket]:
    """One request goes. Only right when `opening` is not later than `now`."""
    budget = _rolled(budget, now)
    ticket = Ticket(now, budget.finished, is_probe=_wants_probe(budget))
    return replace(budget, under_way=(*budget.under_way, ticket)), ticket


def give_back(budget: Budget, ticket: Ticket) -> Budget:
    """The request never left, so Procore did not count it."""
    place = budget.under_way.index(ticket)
    return replace(budget, under_way=budget.under_way[:place] + budget.under_way[place + 1 :])


def finish(budget: Budget, ticket: Ticket, lesson: Lesson | None, now: float, *, jitter: float) -> Budget:
    """The request ended: with an answer, or without one (`lesson` is None). `jitter` is from 0 to LONGEST_JITTER."""
    budget = replace(give_back(_rolled(budget, now), ticket), jitter=jitter)
    if lesson is not None and lesson.date is not None:
        skew = budget.skew.narrowed(date=lesson.date, sent_at=ticket.sent_at, now=now)
        budget = replace(budget, skew=skew)
    if lesson is None or lesson.reading is None:
        budget = _without_reading(budget, ticket, lesson)
    else:
        budget = _with_reading(budget, ticket, lesson.reading, now)
    budget = replace(budget, finished=budget.finished + 1)
    return _held(budget, lesson, now) if lesson is not None and lesson.status == 429 else budget


def _with_reading(budget: Budget, ticket: Ticket, reading: Reading, now: float) -> Budget:
    uncounted = sum(number >= ticket.finished for number in budget.untold)
    reading = replace(reading, remaining=max(0, reading.remaining - uncounted))
    is_over = reading.resets_at - budget.skew.seconds <= now
    windows = counted(budget.windows, reading, is_exact=_is_exact(budget, ticket), is_over=is_over)
    return replace(budget, windows=windows, is_unsure=budget.is_unsure and is_over)


def _without_reading(budget: Budget, ticket: Ticket, lesson: Lesson | None) -> Budget:
    """A probe that came back without a word about limits settles the question all the same: there may never be one."""
    oldest = min((other.finished for other in budget.under_way), default=budget.finished + 1)
    untold = tuple(number for number in (*budget.untold, budget.finished) if number >= oldest)
    windows = counted(budget.windows, None, is_exact=False, is_over=False)
    budget = replace(budget, windows=windows, untold=untold)
    if lesson is None or lesson.status >= 500 or not ticket.is_probe:
        return budget
    if _is_exact(budget, ticket):
        windows = tuple(window for window in windows if not window.is_guessed_empty)
    return replace(budget, windows=windows, is_unsure=False)


def _is_exact(budget: Budget, ticket: Ticket) -> bool:
    """Nothing else ended while the request was under way, so the count in its answer misses nothing."""
    return ticket.finished == budget.finished


def _held(budget: Budget, lesson: Lesson, now: float) -> Budget:
    """After a 429 everyone waits for the later of both moments that it may name."""
    until_reset = lesson.reading.resets_at - budget.skew.seconds - now if lesson.reading else 0.0
    wait = min(max(lesson.retry_after or 0.0, until_reset, SHORTEST_HOLD), LONGEST_HOLD)
    return replace(budget, held_until=max(budget.held_until, now + wait + budget.jitter), is_unsure=True)
