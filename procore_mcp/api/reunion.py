"""A process that loses the others, and finds them again."""

from __future__ import annotations

from dataclasses import replace

from procore_mcp.api.budget import Budget
from procore_mcp.api.window import Window

UNKNOWN_PARTNERS = 4  # processes, when the store was never reached
FEWEST_PARTNERS = 2  # another one may just have come


def parted(budget: Budget, process: str) -> Budget:
    """The budget for `process` alone, which keeps to its part as if all the others went on as well."""
    known = len({*budget.processes, process}) if budget.processes else UNKNOWN_PARTNERS
    return replace(budget, partners=max(known, FEWEST_PARTNERS))


def reunited(own: Budget, shared: Budget | None, process: str) -> Budget:
    """What is known in both places. One request asks anew, as neither has seen everything."""
    if shared is None:
        return replace(own, partners=1, is_unsure=True)
    return Budget(
        windows=_merged(own.windows, shared.windows),
        under_way=told(own, shared, process).under_way,
        finished=max(own.finished, shared.finished) + 1,  # so that no answer on its way counts as exact
        held_until=max(own.held_until, shared.held_until),
        jitter=own.jitter,
        uses={**own.uses, **shared.uses},
        processes={**own.processes, **shared.processes},
    )


def told(own: Budget, shared: Budget, process: str) -> Budget:
    """What others wrote, save for the requests of `process`: which of these are under way nobody knows better. A budget
    that was lost may have been written again by somebody who knew less."""
    theirs = (ticket for ticket in shared.under_way if ticket.process != process)
    ours = (ticket for ticket in own.under_way if ticket.process == process)
    return replace(shared, under_way=(*theirs, *ours))


def _merged(some: tuple[Window, ...], more: tuple[Window, ...]) -> tuple[Window, ...]:
    known = {window.limit: window for window in some}
    for window in more:
        known[window.limit] = _worse(known.get(window.limit, window), window)
    return tuple(known.values())


def _worse(one: Window, other: Window) -> Window:
    """The later period counts; within one period, the fewer requests."""
    ends = [window.resets_at or 0.0 for window in (one, other)]
    if ends[0] != ends[1]:
        return one if ends[0] > ends[1] else other
    return one if one.remaining <= other.remaining else other
