"""Which days a list of daily logs covers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.query import Query


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last, both included, as ISO dates."""

    first: str
    last: str

    def hold(self, record: Record, name: str = "date") -> bool:
        """Whether the record is of one of these days; one without a date is of none."""
        day = record.get(name)
        return isinstance(day, str) and self.first <= day <= self.last


def today(desk: Desk) -> str:
    """By the calendar that the settings name: which one Procore takes is not documented."""
    return stamp(desk.clock() + 3600 * desk.settings.daily_log_utc_offset)[:10]


def asked_days(query: Query, today: str) -> Days:
    """One day, or the days between two. Without both ends of a span it is today (assumed for one end alone).

    Raises Refusal 400 for what is no date.
    """
    given = {name: _day(query, name) for name in ("log_date", "start_date", "end_date") if query.has(name)}
    if "log_date" in given:
        return Days(given["log_date"], given["log_date"])
    if {"start_date", "end_date"} <= given.keys():
        return Days(given["start_date"], given["end_date"])
    return Days(today, today)


def _day(query: Query, name: str) -> str:
    try:
        return dt.date.fromisoformat(query.text(name)).isoformat()
    except ValueError:
        raise invalid(400, [Problem(name, "is not a date")]) from None
