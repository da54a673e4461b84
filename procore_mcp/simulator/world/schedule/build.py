"""Builds the schedule in the order in which its parts refer to each other."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.schedule.changes import build_change
from procore_mcp.simulator.world.schedule.events import build_events
from procore_mcp.simulator.world.schedule.imports import build_import
from procore_mcp.simulator.world.schedule.schedule_facts import load_schedule
from procore_mcp.simulator.world.schedule.tasks import Outline


def build_schedule(job: Job) -> None:
    facts, at = load_schedule(), job.moment(job.scaffold.days.ago(21), "afternoon", "tasks")
    who = job.person("marcus")
    written: Record = {"created_at": at, "updated_at": at, "created_by": who, "updated_by": who}
    outline = Outline(job, {name: _resource(job, name) for name in facts.resources}, written)
    for position, task in enumerate(facts.tasks, start=1):
        outline.build(task, str(position))
    for change in facts.changes:
        build_change(job, change, outline.by_activity)
    build_events(job, facts)
    for file in facts.imports:
        build_import(job, file)


def _resource(job: Job, name: str) -> Record:
    number = job.mint("schedule_resources")
    record: Record = {
        "id": number,
        "company_id": job.company.facts.id,
        "deleted_at": None,
        "name": name,
        "project_id": job.project.id,
        "schedule_attributes": {},
        "source_uid": f"res-{number % 1_000_000:06}",
    }
    return job.scaffold.add("schedule_resources", {**record, **job.owner})
