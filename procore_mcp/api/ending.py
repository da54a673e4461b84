"""What the end of one request teaches about the budget."""

from __future__ import annotations

from dataclasses import replace

from procore_mcp.api.budget import Budget, Caller, Ticket
from procore_mcp.api.lesson import Lesson, Reading
from procore_mcp.api.pacing import give_back, rolled
from procore_mcp.api.window import counted

LONGEST_JITTER = 0.15  # seconds
SHORTEST_HOLD = 1.0  # seconds after a 429
LONGEST_HOLD = 3_600.0  # seconds; the longest documented window


def finish(budget: Budget, ticket: Ticket, lesson: Lesson | None, now: float, *, jitter: float) -> Budget:
    """The request ended: with an answer, or without one (`lesson` is None). `jitter` is from 0 to LONGEST_JITTER."""
    budget = rolled(budget, now, Caller(process=ticket.process))
    budget = replace(give_back(budget, ticket), jitter=jitter)
    if lesson is None or lesson.reading is None:
        budget = _without_reading(budget, ticket, lesson)
    else:
        budget = _with_reading(budget, ticket, lesson.reading, now)
    budget = replace(budget, finished=budget.finished + 1)
    return _held(budget, lesson, now) if lesson is not None and lesson.status == 429 else budget


def _with_reading(budget: Budget, ticket: Ticket, reading: Reading, now: float) -> Budget:
    uncounted = sum(number >= ticket.finished for number in budget.untold)
    reading = replace(reading, remaining=max(0, reading.remaining - uncounted))
    is_over = reading.resets_at <= now
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
    until_reset = lesson.reading.resets_at - now if lesson.reading else 0.0
    wait = min(max(lesson.retry_after or 0.0, until_reset, SHORTEST_HOLD), LONGEST_HOLD)
    return replace(budget, held_until=max(budget.held_until, now + wait + budget.jitter), is_unsure=True)
