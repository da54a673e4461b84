"""When the next request may go, from what the answers said about the rate windows.

Procore counts each app in two fixed windows at once, and each answer describes only the one that is nearer to its end.
So one request goes alone while nothing is known and after every reset, because its answer shows which window matters
now; the others follow as far as the described windows reach, less those still under way.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from procore_mcp.api.budget import Budget, Caller, Opening, Ticket
from procore_mcp.api.shares import SPIKE, kept_for_others, noted, others
from procore_mcp.api.window import Window, refreshed

MOST_IN_FLIGHT = 8  # of one process
UNTOLD_IN_FLIGHT = 4  # when answers carry no word about limits
LEFT_TO_OTHERS = 2  # of these, by one user among several
PROBE_PATIENCE = 2.0  # seconds; a slow report as the probe must not hold up everyone
LONGEST_SILENCE = 20.0  # seconds after which a request of another process is counted or its process is dead
PRESENCE = 60.0  # seconds for which a process counts as alive
ANYBODY = Caller()


def opening(budget: Budget, now: float, caller: Caller = ANYBODY) -> Opening:
    """When `caller` may send the next request."""
    budget = rolled(budget, now, caller)
    shut_until = _shut_until(budget)
    if shut_until > now:
        return Opening(shut_until)
    if _is_crowded(budget, caller, now):
        return Opening(inf, may_come_sooner=True)
    spoken_for = [window for window in budget.windows if _is_spoken_for(budget, window)]
    if spoken_for:
        at = max(resets_at(budget, window) for window in spoken_for)
        return Opening(at, may_come_sooner=bool(budget.under_way))
    if wants_probe(budget):
        return _probe_opening(budget, now)
    return _fair_opening(budget, now, caller)


def take(budget: Budget, now: float, caller: Caller = ANYBODY) -> tuple[Budget, Ticket]:
    """One request goes. Only right when `opening` is not later than `now`."""
    budget = rolled(budget, now, caller)
    ticket = Ticket(now, budget.finished, wants_probe(budget), caller.user, caller.process)
    present = {name: at for name, at in budget.processes.items() if now - at <= PRESENCE}
    budget = replace(
        budget,
        under_way=(*budget.under_way, ticket),
        uses=noted(budget.uses, caller.user, now),
        processes={**present, caller.process: now},
    )
    return budget, ticket


def give_back(budget: Budget, ticket: Ticket) -> Budget:
    """The request never left, so Procore did not count it. Does nothing when the ticket was given up for lost."""
    if ticket not in budget.under_way:
        return budget
    place = budget.under_way.index(ticket)
    return replace(budget, under_way=budget.under_way[:place] + budget.under_way[place + 1 :])


def rolled(budget: Budget, now: float, caller: Caller = ANYBODY) -> Budget:
    """Open the windows whose time has come, and forget the requests of processes that must be dead."""
    heard_of = tuple(
        ticket
        for ticket in budget.under_way
        if ticket.process == caller.process or now - ticket.sent_at < LONGEST_SILENCE
    )
    if len(heard_of) < len(budget.under_way):
        budget = replace(budget, under_way=heard_of)
    over = {window.limit for window in budget.windows if resets_at(budget, window) <= now}
    if not over:
        return budget
    windows = tuple(refreshed(window) if window.limit in over else window for window in budget.windows)
    return replace(budget, windows=windows, is_unsure=True)


def resets_at(budget: Budget, window: Window) -> float:
    return inf if window.resets_at is None else window.resets_at + budget.jitter


def wants_probe(budget: Budget) -> bool:
    return budget.is_unsure or any(window.is_guessed_empty for window in budget.windows)


def _shut_until(budget: Budget) -> float:
    """The moment until which sending would be refused for sure."""
    empty = (window for window in budget.windows if not window.remaining and not window.is_guessed_empty)
    return max(budget.held_until, *(resets_at(budget, window) for window in empty), 0.0)


def _is_crowded(budget: Budget, caller: Caller, now: float) -> bool:
    """Our process, or this one of its users, has as many requests under way as is polite."""
    most = MOST_IN_FLIGHT if budget.windows or wants_probe(budget) else UNTOLD_IN_FLIGHT
    most = max(1, most // budget.partners)
    ours = [ticket for ticket in budget.under_way if ticket.process == caller.process]
    if len(ours) >= most:
        return True
    is_alone = not caller.newcomers and not others(budget.uses, caller.user, SPIKE, now)
    own = sum(ticket.user == caller.user for ticket in ours)
    return not is_alone and own >= max(1, most - LEFT_TO_OTHERS)


def _is_spoken_for(budget: Budget, window: Window) -> bool:
    """A process that is cut off keeps to its part, as the others may use the rest at the same moment."""
    if window.resets_at is None and not budget.under_way:
        return False  # nobody would ever hear more of it
    return not window.is_guessed_empty and window.remaining // budget.partners <= len(budget.under_way)


def _probe_opening(budget: Budget, now: float) -> Opening:
    probes = [ticket.sent_at for ticket in budget.under_way if ticket.is_probe]
    return Opening(max(now, max(probes) + PROBE_PATIENCE), may_come_sooner=True) if probes else Opening(now)


def _fair_opening(budget: Budget, now: float, caller: Caller) -> Opening:
    moments = [_fair_moment(budget, window, now, caller) for window in budget.windows]
    at = max(moments, default=now)
    return Opening(at, may_come_sooner=at > now)


def _fair_moment(budget: Budget, window: Window, now: float, caller: Caller) -> float:
    """When so much of the window is over that what must be kept for others leaves room for one more."""
    left = resets_at(budget, window) - now
    if left == inf:
        return now
    kept = kept_for_others(budget.uses, caller.user, window.limit, left, now, newcomers=caller.newcomers)
    room = window.remaining - len(budget.under_way) - 1
    if kept <= room:
        return now
    return now + left * (1 - room / kept)
