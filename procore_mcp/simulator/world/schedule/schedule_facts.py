"""What the data file says about the schedule; days are working days from today, negative ones before it."""

from __future__ import annotations

from pydantic import Field

from procore_mcp.simulator.world.data import Facts, load


class TaskFacts(Facts):
    """A task with dates, or a summary of the tasks in it. `slip` is how much later it is than its baseline."""

    name: str
    start: int = 0
    days: int = 0
    done: int = 0
    id: str | None = None
    slip: int = 0
    critical: bool = False
    notes: str | None = None
    crews: list[str] = Field(default_factory=list, alias="with")
    tasks: list[TaskFacts] = Field(default_factory=list)


class ChangeFacts(Facts):
    """What somebody asked, `age` days ago: to move a task's start and finish, and what to show as done."""

    task: str
    age: int
    by: str
    start: int
    finish: int
    done: int
    reason: str
    status: str
    answer: str | None


class EventFacts(Facts):
    name: str
    start: int
    days: int
    who: str | None
    text: str
    color: str


class ImportFacts(Facts):
    age: int
    by: str
    name: str
    source: str
    trouble: str | None


class ScheduleFacts(Facts):
    resources: list[str]
    tasks: list[TaskFacts]
    changes: list[ChangeFacts]
    calendar: list[EventFacts]
    todos: list[EventFacts]
    imports: list[ImportFacts]


def load_schedule() -> ScheduleFacts:
    return load("schedule/alder.json", ScheduleFacts)
