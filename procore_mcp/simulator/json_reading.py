"""JSON as it comes from outside."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from procore_mcp.simulator.json_types import is_list, is_record

_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
_DEEPEST = 100  # levels of lists and objects, as Ruby's parser takes


def read_json(content: bytes) -> object:
    """What can also be written again.

    Raises ValueError for what is no JSON; also for a number that is none, half of a character, a NUL, which no
    database of texts takes, and for too many levels.
    """
    try:
        raw: object = json.loads(content, parse_constant=_no_number, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if content.count(b"[") + content.count(b"{") > _DEEPEST:
        _check_levels(raw)
    if b"\\u" in content:
        _check_texts(json.dumps(raw, ensure_ascii=False))
    return raw


def _check_texts(written: str) -> None:
    written.encode()
    if _NUL.search(written):
        raise ValueError("a text with a NUL")


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _check_levels(raw: object) -> None:
    level = [raw]
    for _ in range(_DEEPEST + 1):
        level = [inner for value in level for inner in _members(value)]
    if level:
        raise ValueError("nested too deep")


def _members(value: object) -> list[object]:
    if is_list(value):
        return list[object](value)
    return list[object](value.values()) if is_record(value) else []
