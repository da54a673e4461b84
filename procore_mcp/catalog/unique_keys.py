"""JSON in which no object has a key twice."""

from __future__ import annotations

import json
import re
from typing import NoReturn, cast

_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
Pairs = list[tuple[str, object]]


class RepeatedKeyError(Exception):
    """`place` is the path of the first key that its object has twice."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place} is there twice")
        self.place = place


class _RepeatSeenError(Exception):
    """A signal inside this module."""


class _Object(Pairs):
    """A JSON object as written, with keys that repeat."""


def load_unique(text: bytes) -> object:
    """Raises RepeatedKeyError where JSON would take the last of two silently, and what json.loads raises; ValueError
    also for what Python takes and nobody else: NaN, and half of a character."""
    try:
        found: object = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_number)
    except _RepeatSeenError:
        raise RepeatedKeyError(str(_find_repeated(json.loads(text, object_pairs_hook=_Object)))) from None
    if _HALF.search(text):
        _check_characters(found)
    return found


def _check_characters(found: object) -> None:
    try:
        json.dumps(found, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise ValueError("half of a character stands alone") from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number of JSON")


def _unique(pairs: Pairs) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _RepeatSeenError
    return found


def _find_repeated(value: object) -> str | None:
    if isinstance(value, _Object):
        seen: set[str] = set()
        for key, inner in value:
            if key in seen:
                return key
            seen.add(key)
            if deeper := _find_repeated(inner):
                return f"{key}.{deeper}"
    if isinstance(value, list):
        return next(filter(None, map(_find_repeated, cast("list[object]", value))), None)
    return None
