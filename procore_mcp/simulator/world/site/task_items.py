"""Tasks: small things that somebody has to see to by a day."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp

_DONE = frozenset({"closed", "void"})


class TaskFacts(Facts):
    """`age` counts working days before today, `due` from today on."""

    age: int
    due: int
    title: str
    text: str
    category: str
    by: str
    to: list[str]
    status: str


class TaskFile(Facts):
    categories: list[str]
    tasks: list[TaskFacts]


def build_task_items(job: Job) -> None:
    facts = load("site/task_items.json", TaskFile)
    categories: dict[str, Record] = {
        name: {"id": job.mint("task_item_categories"), "name": name} for name in facts.categories
    }
    for shown in categories.values():
        job.scaffold.add("task_item_categories", {**shown, **job.owner})
    for number, task in enumerate(facts.tasks, start=1):
        record = _task(job, task, number, categories[task.category])
        job.scaffold.add("task_items", {**record, **job.owner})


def _task(job: Job, facts: TaskFacts, number: int, category: Record) -> Record:
    days = job.scaffold.days
    written = job.moment(days.ago(facts.age), "afternoon", "task_items")
    due = days.after(days.today, facts.due) if facts.due > 0 else days.ago(-facts.due)
    return {
        "id": job.mint("task_items"),
        "number": str(number),
        "title": facts.title,
        "description": facts.text,
        "status": facts.status,
        "private": False,
        "due_date": stamp(due, job.project.shift_starts_utc + 8),
        "created_at": written,
        "updated_at": written,
        "closed_at": stamp(due, job.project.shift_starts_utc) if facts.status in _DONE else None,
        "created_by": job.person(facts.by),
        "assignees": job.persons(facts.to),
        "task_item_category": category,
        "distribution_members": [],
        "attachments": [],
    }
