"""The tasks of the schedule, summaries above what they sum up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.schedule.dates import ends, starts
from procore_mcp.simulator.world.schedule.schedule_facts import TaskFacts

_PATH = " > "


@dataclass(slots=True)
class Outline:
    """Builds rows from the top down. `by_activity` finds those of the file again, such as `ST-210`."""

    job: Job
    resources: Mapping[str, Record]
    written: Record
    rows: int = 0
    by_activity: dict[str, Record] = field(default_factory=dict[str, Record])

    def build(self, facts: TaskFacts, wbs: str, above: Record | None = None) -> None:
        self.rows += 1
        number = self.job.mint("tasks")
        path = f"{above['full_outline_path']}{_PATH}{facts.name}" if above else facts.name
        place: Record = {
            "row_number": self.rows,
            "wbs": wbs,
            "full_outline_path": path,
            "has_children": bool(facts.tasks),
        }
        record = self.job.scaffold.add(
            "tasks",
            {
                "id": number,
                **_names(self.job, facts, number),
                **place,
                "parent_id": above["id"] if above else None,
                **_progress(self.job, facts),
                **self._crews(facts),
                **self.written,
                **self.job.owner,
            },
        )
        if facts.id:
            self.by_activity[facts.id] = record
        for position, child in enumerate(facts.tasks, start=1):
            self.build(child, f"{wbs}.{position}", record)

    def _crews(self, facts: TaskFacts) -> Record:
        ids: list[Json] = [self.resources[name]["id"] for name in facts.crews]
        return {"resource_ids": ids, "resource_name": ", ".join(facts.crews) or None}


def _names(job: Job, facts: TaskFacts, number: int) -> Record:
    uid = f"asx-{number % 1_000_000:06}"
    return {
        "name": facts.name,
        "task_name": facts.name,
        "formatted_name": facts.name,
        "key": f"{job.project.id}|{uid}",
        "activity_id": uid,
        "schedule_activity_id": facts.id,
        "source_uid": uid,
        "notes": facts.notes,
    }


def _progress(job: Job, facts: TaskFacts) -> Record:
    first, last, slip, done = span(facts)
    return {
        "start_datetime": starts(job, first),
        "finish_datetime": ends(job, last),
        "percentage": done,
        "color": color(done, critical=facts.critical),
        "pending": False,
        "critical_path": facts.critical or any(child.critical for child in leaves(facts)),
        "milestone": not facts.tasks and facts.days == 0,
        "actual_start": starts(job, first) if first <= 0 and done else None,
        "actual_finish": ends(job, last) if done == 100 else None,
        "schedule_duration": float(last - first),
        "baseline_start": starts(job, first - slip),
        "baseline_finish": ends(job, last - slip),
        "start_variance": float(slip),
        "finish_variance": float(slip),
        "manually_edited": False,
    }


def leaves(facts: TaskFacts) -> list[TaskFacts]:
    """The tasks with dates of their own in a task; itself when it sums up none."""
    return [leaf for child in facts.tasks for leaf in leaves(child)] if facts.tasks else [facts]


def span(facts: TaskFacts) -> tuple[int, int, int, int]:
    """First and last day, slip and percentage, summed up from what is inside."""
    inside = leaves(facts)
    first, last = min(leaf.start for leaf in inside), max(leaf.start + leaf.days for leaf in inside)
    weights = [leaf.days for leaf in inside] if any(leaf.days for leaf in inside) else [1] * len(inside)
    done = round(sum(leaf.done * weight for leaf, weight in zip(inside, weights, strict=True)) / sum(weights))
    return first, last, max((leaf.slip for leaf in inside), key=abs), done


def color(done: int, *, critical: bool) -> str:
    """As the web page draws it: done, critical, under way, not begun."""
    if done == 100:
        return "#6B8E23"
    if critical:
        return "#A4505D"
    return "#3A6EA5" if done else "#6070A0"
