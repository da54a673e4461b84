"""Writes daily logs: numbered within their day, approved unless new and from another firm."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job

_CHECKED_AFTER = 2  # days until somebody approves what other firms wrote


class Diary:
    """The daily log of one project; `headers` has the ids of its days by age."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.headers: dict[int, int] = {}
        self._counts: Counter[tuple[str, int]] = Counter()

    def day(self, age: int) -> dt.date:
        """Today itself for 0, even on a Sunday, when somebody always works on this job."""
        days = self.job.scaffold.days
        return days.ago(age) if age else days.today

    def write(self, resource: str, age: int, by: str, facts: Record) -> Record:
        """Adds one log; `facts` is what its kind shows beside what all kinds show."""
        day = self.day(age)
        self._counts[resource, age] += 1
        written = self.job.moment(day, "evening" if age else "morning", resource)
        is_checked = self.job.people[by].facts.employee or age >= _CHECKED_AFTER
        shared: Record = {
            "date": day.isoformat(),
            "datetime": f"{day.isoformat()}T12:00:00Z",
            "position": self._counts[resource, age],
            "status": "approved" if is_checked else "pending",
            "created_at": written,
            "updated_at": written,
            "created_by": self.job.person(by),
            "permissions": {"can_update": True, "can_delete": True},
        }
        return self.job.scaffold.add(resource, {"id": self.job.mint(resource), **shared, **facts, **self.job.owner})
