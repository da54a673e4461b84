"""What the headers of one answer teach about the rate limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

_LONGEST_PERIOD = 2 * 3_600  # seconds; the documented windows last 10 seconds and an hour


@dataclass(frozen=True, slots=True)
class Reading:
    """State of the window that is nearer to its end; `resets_at` in Unix seconds of the server's clock."""

    limit: int
    remaining: int
    resets_at: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """`retry_after` in seconds from the answer; `date` in whole Unix seconds of the server's clock."""

    status: int
    reading: Reading | None = None
    retry_after: float | None = None
    date: float | None = None


def read_lesson(status: int, headers: Mapping[str, str], now: float) -> Lesson:
    """`headers` have lower-case names. Nonsense in a header counts as its absence."""
    date = _moment(headers.get("date"))
    server_now = now if date is None else date
    return Lesson(status, _reading(headers, server_now), _retry_after(headers.get("retry-after"), server_now), date)


def _reading(headers: Mapping[str, str], server_now: float) -> Reading | None:
    limit = _count(headers.get("x-rate-limit-limit"))
    remaining = _count(headers.get("x-rate-limit-remaining"))
    reset = _count(headers.get("x-rate-limit-reset"))
    if not limit or remaining is None or reset is None or abs(reset - server_now) > _LONGEST_PERIOD:
        return None
    return Reading(limit, min(remaining, limit), float(reset))


def _retry_after(text: str | None, server_now: float) -> float | None:
    """Seconds or an HTTP date (RFC 9110, 10.2.3)."""
    seconds = _count(text)
    if seconds is not None:
        return float(seconds)
    moment = _moment(text)
    return None if moment is None else max(0.0, moment - server_now)


def _count(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None


def _moment(text: str | None) -> float | None:
    if not text:
        return None
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
