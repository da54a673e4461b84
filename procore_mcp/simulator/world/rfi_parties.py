"""Who takes part in an RFI, and whose turn it is."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.rfi_facts import RfiFacts


def parties(job: Job, facts: RfiFacts) -> Record:
    chair = job.project.rfi_manager
    waiting = _waiting_for(facts, chair)
    role = None if not waiting else "rfi_manager" if waiting == [chair] else "assignees"
    assignees = [_assignee(job, facts, key) for key in facts.to]
    return {
        "assignee": job.person(facts.to[0]) if facts.to else None,
        "assignees": list[Json](assignees),
        "required_assignees": job.persons(facts.required),
        "ball_in_court": job.person(waiting[0]) if waiting else None,
        "ball_in_courts": job.persons(waiting),
        "ball_in_court_role": role,
        "rfi_manager": job.person(chair),
        "received_from": job.person(facts.by),
        "responsible_contractor": job.vendor(facts.vendor),
        "distribution_list": job.persons([key for key in ("marcus", "dale", "leah") if _is_on(job, key)]),
    }


def _is_on(job: Job, key: str) -> bool:
    return job.project.key in job.people[key].facts.projects


def _assignee(job: Job, facts: RfiFacts, key: str) -> Record:
    return {**job.person(key), "locale": "en", "response_required": key in facts.required}


def _waiting_for(facts: RfiFacts, chair: str) -> list[str]:
    """The assignees until one of them has answered officially, then whoever runs the log, until it is closed."""
    if facts.closed is not None:
        return []
    if facts.draft or any(answer.official for answer in facts.answers):
        return [chair]
    return facts.to
