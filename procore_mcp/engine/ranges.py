"""Ranges in queries, written `start...end`. Procore documents no open range, so an open end lies far away instead."""

from __future__ import annotations

import re
from collections.abc import Mapping

from procore_mcp.api.messages import Json
from procore_mcp.engine.wire_text import text

_IS_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_FAR = {"since": "1900-01-01", "until": "2999-12-31"}
_TIME_OF_DAY = {"since": "T00:00:00Z", "until": "T23:59:59Z"}


def span(ends: Mapping[str, Json]) -> str:
    """`ends` holds `since`, `until` or both; a missing one is written in the form of the other."""
    return "...".join(text(ends[end]) if end in ends else _far(end, ends) for end in ("since", "until"))


def _far(end: str, ends: Mapping[str, Json]) -> str:
    given = text(next(iter(ends.values())))
    return _FAR[end] if _IS_DATE.fullmatch(given) else _FAR[end] + _TIME_OF_DAY[end]
