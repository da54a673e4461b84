"""What happens while the program works, as values for whoever watches: logs, traces, counters.

None of them holds an argument, an answer, a token or a link. Times are Unix seconds, durations seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Waited:
    """A request stood in line for the rate windows."""

    began_at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Exchanged:
    """One request went to Procore or a file host. `status` is None when no whole answer came; `request_id` is Procore's
    own; `limit` and `remaining` are what the answer said about a rate window.
    """

    http_method: str
    host: str
    status: int | None
    began_at: float
    seconds: float
    request_id: str | None = None
    limit: int | None = None
    remaining: int | None = None


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Somebody's access token was renewed, or was not: `unreachable` leaves the sign-in as it was."""

    outcome: Literal["renewed", "refused", "unreachable"]
    began_at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Acted:
    """One action of the catalog was answered by Procore, or not: `outcome` is `ok` or the kind of the error.

    `record_id` is that of the record which a write made or changed, where the answer says it.
    """

    tool: str
    safety: str
    user: str
    outcome: str
    company_id: int | None = None
    project_id: int | None = None
    record_id: int | str | None = None
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Called:
    """A client called a tool and got its answer: `outcome` is `ok`, `question` or the kind of the error."""

    tool: str
    safety: str
    outcome: str
    began_at: float
    seconds: float
    user: str | None = None


Event = Waited | Exchanged | Refreshed | Acted | Called
Watch = Callable[[Event], None]


def unwatched(event: Event) -> None:
    """Nobody looks."""


def watched_by(*watches: Watch) -> Watch:
    """All of them, in this order."""

    def tell(event: Event) -> None:
        for watch in watches:
            watch(event)

    return tell
