"""Dates counted in working days from the day the world is built for."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

_DAY = dt.timedelta(days=1)


def is_workday(day: dt.date) -> bool:
    return day.weekday() < 5


def stamp(day: dt.date, hour: int, minute: int = 0) -> str:
    """A date-time as Procore prints it, in UTC."""
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}:00Z"


@dataclass(frozen=True, slots=True)
class Workdays:
    today: dt.date

    def ago(self, count: int) -> dt.date:
        """The working day `count` working days before today; 1 is the last one before today."""
        return self._step(self.today, count, -_DAY)

    def after(self, day: dt.date, count: int) -> dt.date:
        return self._step(day, count, _DAY)

    def weekday_before(self, weekday: int, weeks: int) -> dt.date:
        """The given weekday (Monday is 0) of the most recent week that is over, `weeks` more weeks back.

        A negative `weeks` looks ahead: -1 is the coming one, today included.
        """
        back = (self.today.weekday() - weekday - 1) % 7 + 1
        return self.today - dt.timedelta(days=back + 7 * weeks)

    def _step(self, day: dt.date, count: int, stride: dt.timedelta) -> dt.date:
        """Whole weeks at once, since the world asks for thousands of days."""
        left = count
        while left > 0 and not is_workday(day):
            day += stride
            left -= is_workday(day)
        weeks, left = divmod(left, 5)
        day += 7 * weeks * stride
        while left > 0:
            day += stride
            left -= is_workday(day)
        return day
