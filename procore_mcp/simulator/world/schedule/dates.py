"""Working days from today as the moments and dates that the schedule shows."""

from __future__ import annotations

import datetime as dt

from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp

_SHIFT = 8  # hours


def day(job: Job, offset: int) -> dt.date:
    days = job.scaffold.days
    return days.after(days.today, offset) if offset > 0 else days.ago(-offset)


def starts(job: Job, offset: int) -> str:
    return stamp(day(job, offset), job.project.shift_starts_utc)


def ends(job: Job, offset: int) -> str:
    return stamp(day(job, offset), job.project.shift_starts_utc + _SHIFT)
