"""Dates, times and addresses, checked to the letter.

Procore stores a badly written date as null and answers with success, so none may leave.
"""

from __future__ import annotations

import re
from datetime import date, datetime

EXAMPLES = {
    "date": "a date written YYYY-MM-DD, like 2026-09-04",
    "date-time": "a date and time with its offset, like 2026-09-04T17:00:00Z or 2026-09-04T09:00:00-08:00",
    "email": "an e-mail address",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})T(?P<time>\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)(?P<offset>Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_EMAIL = re.compile(r"[^@\s<>(),;:\\\"]+@[^@\s<>(),;:\\\"]+\.[^@\s<>(),;:\\\".]+")


def is_date(value: object) -> bool:
    """Values that are no strings pass here: their type is another check's business."""
    return not isinstance(value, str) or (bool(_DATE.fullmatch(value)) and _exists(date, value))


def is_date_time(value: object) -> bool:
    if not isinstance(value, str):
        return True
    found = _TIME.fullmatch(value)
    return bool(found and found["offset"] and found[3]) and _exists(datetime, value)


def is_email(value: object) -> bool:
    return not isinstance(value, str) or bool(_EMAIL.fullmatch(value))


def date_part(value: str) -> str | None:
    """The date of a date-time, where no time zone can make it another day: a local time, or midnight as written."""
    found = _TIME.fullmatch(value)
    if found is None or not _exists(datetime, value):
        return None
    is_midnight = not found["time"].strip("0:.")
    return found["date"] if is_midnight or not found["offset"] else None


def _exists(kind: type[date], value: str) -> bool:
    try:
        kind.fromisoformat(value)
    except ValueError:
        return False
    return True
