"""The change history of coordination issues, replayed so that an issue stands where its story ends."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from procore_mcp.simulator.world.data import Facts
from procore_mcp.simulator.world.job import Job

_COLUMNS = {
    "status": ("status", "Status"),
    "assignee": ("assignee_id", "Assignee"),
    "priority": ("priority", "Priority"),
    "due_date": ("due_date", "Due Date"),
}


class ChangeFacts(Facts):
    """One step: who changed what, `after` so many working days; `due` moves the due date to that many."""

    after: int
    by: str
    status: str | None = None
    to: str | None = None
    priority: str | None = None
    due: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One step with the issue's changeable values on either side of it; `at` is a date-time in UTC."""

    at: str
    by: str
    before: dict[str, str]
    after: dict[str, str]


def replay(job: Job, opened: dt.date, start: dict[str, str], steps: list[ChangeFacts]) -> list[Change]:
    story: list[Change] = []
    for step in steps:
        before = story[-1].after if story else start
        at = job.moment(job.scaffold.days.after(opened, step.after), "afternoon", "coordination_issue_changes")
        story.append(Change(at, step.by, before, {**before, **_new_values(job, opened, step)}))
    return story


def _new_values(job: Job, opened: dt.date, step: ChangeFacts) -> dict[str, str]:
    due = None if step.due is None else job.scaffold.days.after(opened, step.due).isoformat()
    values = {"status": step.status, "assignee": step.to, "priority": step.priority, "due_date": due}
    return {name: value for name, value in values.items() if value is not None}


def build_changes(job: Job, issue_id: int, story: list[Change]) -> None:
    """Adds one history entry per changed value, the most recent first, as Procore lists them."""
    for change in reversed(story):
        for name, (column, readable) in _COLUMNS.items():
            if change.before[name] == change.after[name]:
                continue
            job.scaffold.add(
                "coordination_issue_changes",
                {
                    "id": job.mint("coordination_issue_changes"),
                    "column": column,
                    "readable_column": readable,
                    "old_value": _shown(job, name, change.before[name]),
                    "new_value": _shown(job, name, change.after[name]),
                    "created_by": job.member(change.by),
                    "created_at": change.at,
                    "_coordination_issue_id": issue_id,
                    **job.owner,
                },
            )


def _shown(job: Job, name: str, value: str) -> str:
    return job.people[value].facts.name if name == "assignee" else value
