"""What stands in the calendar beside the schedule's tasks: items and todos."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.schedule.dates import day, ends, starts
from procore_mcp.simulator.world.schedule.schedule_facts import EventFacts, ScheduleFacts


def build_events(job: Job, facts: ScheduleFacts) -> None:
    for event in facts.calendar:
        dates: Record = {
            "assigned": event.who and job.person(event.who),
            "start": day(job, event.start).isoformat(),
            "finish": day(job, event.start + event.days - 1).isoformat(),
        }
        job.scaffold.add(
            "calendar_items", {"id": job.mint("calendar_items"), **_event(job, event), **dates, **job.owner}
        )
    for event in facts.todos:
        moments: Record = {
            "assignment": event.who and job.person(event.who),
            "start_datetime": starts(job, event.start),
            "finish_datetime": ends(job, event.start + event.days - 1),
        }
        job.scaffold.add("todos", {"id": job.mint("todos"), **_event(job, event), **moments, **job.owner})


def _event(job: Job, event: EventFacts) -> Record:
    written = job.moment(day(job, min(event.start, 0) - 5), "morning", "calendar")
    return {
        "color": event.color,
        "created_by": job.person(job.project.rfi_manager),
        "description": event.text,
        "full_outline_path": event.name,
        "milestone": False,
        "name": event.name,
        "percentage": 100 if event.start + event.days <= 0 else 0,
        "private": False,
        "task_name": event.name,
        "updated_at": written,
    }
