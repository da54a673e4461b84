"""Changes that firms asked for, some of them waiting."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.schedule.schedule_facts import ChangeFacts

_DATE = 10  # characters of a date


def build_change(job: Job, facts: ChangeFacts, tasks: Mapping[str, Record]) -> None:
    task, days = tasks[facts.task], job.scaffold.days
    start, finish = (text_of(task, name)[:_DATE] for name in ("start_datetime", "finish_datetime"))
    moved = [_moved(job, start, facts.start), _moved(job, finish, facts.finish)]
    job.scaffold.add(
        "requested_changes",
        {
            "id": job.mint("requested_changes"),
            "change_requested": f"<ul><li>Start: {moved[0]}</li><li>Finish: {moved[1]}</li></ul>",
            "created_by": job.person(facts.by),
            "new_finish": moved[1],
            "new_start": moved[0],
            "new_percentage": facts.done,
            "old_finish": finish,
            "old_start": start,
            "old_percentage": task["percentage"],
            "other_change": None,
            "reason": f"<p>{facts.reason}</p>",
            "status": facts.status.capitalize(),
            "status_not_localized": facts.status,
            "notes": facts.answer,
            "created_at": days.ago(facts.age).isoformat(),
            "_task_id": task["id"],
            **job.owner,
        },
    )
    if facts.status == "pending":
        task["pending"] = True


def _moved(job: Job, day: str, count: int) -> str:
    days = job.scaffold.days
    return days.after(days.today.fromisoformat(day), count).isoformat()
