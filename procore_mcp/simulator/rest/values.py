"""Values as they arrive in a query string: parsed strictly, because silence hides typing mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

from procore_mcp.simulator.contracts import Shape

_WHOLE = re.compile(r"-?\d{1,19}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Between:
    """A range, both ends included."""

    low: datetime
    high: datetime


Scalar: TypeAlias = int | bool | str | Between


class BadValue(ValueError):
    """A text that is not of its parameter's type; the message is fit for the person who sent it."""


def moment(text: str, *, end_of_day: bool = False) -> datetime:
    """A date or date-time as UTC; a bare date means its first or last second. Raises ValueError."""
    if _DATE.fullmatch(text):
        day = datetime.combine(date.fromisoformat(text), datetime.min.time(), UTC)
        return day.replace(hour=23, minute=59, second=59, microsecond=999999) if end_of_day else day
    if not _DATE.match(text):
        raise ValueError("A moment begins with its date, such as 2026-01-31.")
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def read_scalar(shape: Shape, text: str) -> Scalar:
    """One value of that shape. Raises BadValue."""
    bare = text.replace('\\"', '"').strip('"')
    if shape.span != "none":
        return _span(shape, bare)
    return _READERS.get(shape.kind, str)(bare) if shape.kind != "word" else _word(shape, text)


def _span(shape: Shape, text: str) -> Between:
    low, dots, high = text.partition("...")
    if not dots and shape.span == "required":
        raise BadValue("must be a range such as 2026-01-01...2026-01-31")
    try:
        return Between(moment(low), moment(high if dots else low, end_of_day=True))
    except ValueError:
        raise BadValue("has a date that cannot be read") from None


def _word(shape: Shape, text: str) -> str:
    if text not in shape.words:
        raise BadValue(f"must be one of: {', '.join(shape.words)}")
    return text


def _whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise BadValue("must be a whole number")
    return int(text)


def _boolean(text: str) -> bool:
    """In any case: a client library in public use writes `True`."""
    if text.lower() not in {"true", "false"}:
        raise BadValue("must be true or false")
    return text.lower() == "true"


def _date(text: str) -> str:
    try:
        moment(text)
    except ValueError:
        raise BadValue("has a date that cannot be read") from None
    return text


_READERS: dict[str, Callable[[str], Scalar]] = {
    "integer": _whole,
    "id": _whole,
    "boolean": _boolean,
    "date": _date,
    "date-time": _date,
}
