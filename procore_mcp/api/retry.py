"""Whether a request is sent again, and when. A write whose answer was lost never is."""

from __future__ import annotations

from dataclasses import dataclass

MOST_ATTEMPTS = 4
_FIRST_PAUSE = 0.5  # seconds, doubled with each attempt
_PASSING_FAULTS = frozenset({500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answered:
    """`retry_after` in seconds."""

    status: int
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unanswered:
    """`never_left`: Procore cannot have seen the request."""

    never_left: bool


Outcome = Answered | Unanswered


def pause_before_next(outcome: Outcome, *, is_read: bool, attempt: int, jitter: float) -> float | None:
    """Seconds to wait before sending the same request again; None: leave it at that.

    `attempt` counts from 1; `jitter` is from 0 to 1. After a 429 the pause is zero, because the pacer holds everyone
    back for as long as Procore wants.
    """
    if attempt >= MOST_ATTEMPTS:
        return None
    backoff = _FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + jitter)
    if isinstance(outcome, Unanswered):
        return backoff if is_read or outcome.never_left else None
    if outcome.status == 429:
        return 0.0
    if is_read and outcome.status in _PASSING_FAULTS:
        return max(backoff, outcome.retry_after or 0.0)
    if outcome.status == 503 and outcome.retry_after is not None:
        return max(backoff, outcome.retry_after)
    return None
