"""A believable value for an argument that names no other tool."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Mapping
from typing import Any

TODAY = "2026-09-21"
MARK = "Written by the round"
_ROUNDS = itertools.count(1)
_FORMATS = {
    "date": TODAY,
    "date-time": f"{TODAY}T15:00:00Z",
    "uri": "https://example.test/hook",
    "email": "kim@example.test",
}
_NAMES = {"email_address": "kim@example.test", "destination_url": "https://example.test/hook", "number": "7"}


def plain_value(name: str, schema: Mapping[str, Any]) -> Any:
    """Texts hold MARK and a number of their own, so that they are found again."""
    if "enum" in schema:
        return schema["enum"][0]
    kinds = schema.get("type", "string")
    kind = kinds[0] if isinstance(kinds, list) else kinds
    if kind == "string":
        return _text(name, schema)
    return True if kind == "boolean" else schema.get("minimum", 1)


def _text(name: str, schema: Mapping[str, Any]) -> str:
    if "pattern" in schema:
        return "12" if "time" not in name else "10:30"
    described = schema.get("description", "")
    if "YYYY-MM-DD" in described:
        return TODAY
    if "offset" in described or "time zone" in described:
        return _FORMATS["date-time"]
    return _FORMATS.get(schema.get("format", ""), _NAMES.get(name) or f"{MARK} {next(_ROUNDS)}")


def marks(arguments: Mapping[str, Any]) -> list[str]:
    """The texts among the arguments that are found nowhere else."""
    return re.findall(rf"{MARK} \d+", json.dumps(arguments))
