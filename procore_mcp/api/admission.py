"""One step of the pacing: what ended is taken in, and those whose turn has come get places."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from procore_mcp.api.budget import Budget, Caller, Ticket
from procore_mcp.api.ending import finish
from procore_mcp.api.lesson import Lesson
from procore_mcp.api.line import Waiter
from procore_mcp.api.pacing import give_back, opening, take
from procore_mcp.api.shares import SPIKE, used

Called = list[tuple[Waiter, Ticket]]


@dataclass(frozen=True, slots=True)
class Ended:
    """A request that is no longer under way; `never_left`: Procore has not seen it."""

    ticket: Ticket
    lesson: Lesson | None = None
    never_left: bool = False
    jitter: float = 0.0


def admitted(
    budget: Budget, ended: Sequence[Ended], waiting: Mapping[str, deque[Waiter]], now: float, me: Caller
) -> tuple[Budget, Called]:
    """`waiting` has each user's waiters in their order; of the users, whoever took least lately comes first."""
    for end in ended:
        budget = _without(budget, end, now)
    left = {user: own.copy() for user, own in waiting.items()}
    called: Called = []
    while (user := _next_user(budget, left, now, me)) is not None:
        own = left.pop(user)
        budget, ticket = take(budget, now, replace(me, user=user))
        called.append((own.popleft(), ticket))
        if own:
            left[user] = own
    return budget, called


def _without(budget: Budget, end: Ended, now: float) -> Budget:
    if end.never_left:
        return give_back(budget, end.ticket)
    return finish(budget, end.ticket, end.lesson, now, jitter=end.jitter)


def _next_user(budget: Budget, waiting: Mapping[str, deque[Waiter]], now: float, me: Caller) -> str | None:
    by_use = sorted(waiting, key=lambda user: used(budget.uses, user, SPIKE, now))
    return next((user for user in by_use if opening(budget, now, replace(me, user=user)).at <= now), None)
