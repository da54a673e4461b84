"""What is known of one app's rate windows, as a value that processes can share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from procore_mcp.api.shares import Use
from procore_mcp.api.window import Window


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wants to send: `user`, out of `process`. `newcomers` counts the people who may come at any moment beside
    those who are there: none on the machine of one person."""

    user: str = ""
    process: str = ""
    newcomers: int = 0


@dataclass(frozen=True, slots=True)
class Ticket:
    """Proof of a place that was taken; `finished` is how many requests had ended by then."""

    sent_at: float
    finished: int
    is_probe: bool
    user: str = ""
    process: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """One Procore app. Times are Unix seconds of Procore's clock, so that processes on several machines agree.

    `untold` numbers the requests that ended without a word about limits while others were under way: an answer to one
    of these may not have counted them. `uses` tells what each user took lately, `processes` when each was last here.
    `partners` is 1 where all of them share this value; a process that is cut off counts itself and the others.
    """

    windows: tuple[Window, ...] = ()
    under_way: tuple[Ticket, ...] = ()
    finished: int = 0
    untold: tuple[int, ...] = ()
    is_unsure: bool = True
    held_until: float = 0.0
    jitter: float = 0.0
    uses: Mapping[str, Use] = field(default_factory=dict[str, Use])
    processes: Mapping[str, float] = field(default_factory=dict[str, float])
    partners: int = 1


@dataclass(frozen=True, slots=True)
class Opening:
    """The next request may go `at`; an answer that is still awaited may bring that forward."""

    at: float
    may_come_sooner: bool = False
