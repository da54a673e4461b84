"""Coordination issues found in the building model, each with the story of its changes."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.issue_changes import Change, ChangeFacts, build_changes, replay
from procore_mcp.simulator.world.job import Job

_FOUND_BY = "tomas"
_DUE_AFTER = {"critical": 5, "high": 10, "medium": 15, "low": 25}  # working days


class IssueFacts(Facts):
    """`age` counts working days before today; `rfi` is the number of the RFI that the issue waits for or led to."""

    age: int
    title: str
    trade: str
    where: str
    type: str
    priority: str
    to: str
    file: str
    text: str
    changes: list[ChangeFacts]
    rfi: str | None = None
    first_priority: str | None = None


@dataclass(frozen=True, slots=True)
class _Sighting:
    """An issue's identity: what does not change with its story."""

    id: int
    number: int
    opened: dt.date
    created: str


def build_issues(job: Job) -> None:
    files = {}
    for number, facts in enumerate(load("alder_issues.json", list[IssueFacts]), start=1):
        opened = job.scaffold.days.ago(facts.age)
        sighting = _Sighting(
            job.mint("coordination_issues"), number, opened, job.moment(opened, "morning", "coordination_issues")
        )
        if facts.file not in files:
            files[facts.file] = _model_file(job, facts.file)
        story = replay(job, opened, _start(job, facts, opened), facts.changes)
        build_changes(job, sighting.id, story)
        record = _issue(job, facts, sighting, story)
        job.scaffold.add("coordination_issues", {**record, "coordination_issue_file": files[facts.file]})


def _start(job: Job, facts: IssueFacts, opened: dt.date) -> dict[str, str]:
    priority = facts.first_priority or facts.priority
    due = job.scaffold.days.after(opened, _DUE_AFTER[priority])
    return {"status": "open", "assignee": facts.to, "priority": priority, "due_date": due.isoformat()}


def _issue(job: Job, facts: IssueFacts, sighting: _Sighting, story: list[Change]) -> Record:
    now = story[-1].after if story else _start(job, facts, sighting.opened)
    last_by = story[-1].by if story else _FOUND_BY
    updated = story[-1].at if story else sighting.created
    return {
        "id": sighting.id,
        "uuid": _uuid(job),
        "title": facts.title,
        "description": facts.text,
        "status": now["status"],
        "issue_number": sighting.number,
        "creation_source": "navisworks",
        "issue_type": facts.type,
        "priority": now["priority"],
        "due_date": now["due_date"],
        "closed_date": updated[:10] if now["status"] == "closed" else None,
        "project_id": job.project.id,
        "bim_model_id": None,
        "comments_count": len(story),
        **_people(job, now["assignee"], last_by),
        **_links(job, facts, sighting),
        **_nothing_attached(),
        "created_at": sighting.created,
        "updated_at": updated,
        **job.owner,
    }


def _people(job: Job, assignee: str, last_by: str) -> Record:
    return {
        "assignee": job.member(assignee),
        "created_by": job.member(_FOUND_BY),
        "updated_by": job.member(last_by),
        "watchers": [job.member(key) for key in ("priya", "dale")],
    }


def _links(job: Job, facts: IssueFacts, sighting: _Sighting) -> Record:
    trade = job.company.lists["trades"][facts.trade]
    return {
        "trade": {name: trade[name] for name in ("id", "name", "active", "updated_at")},
        "location": job.place(facts.where),
        "linked_procore_items": [] if facts.rfi is None else [_linked_rfi(job, facts.rfi, sighting.id)],
    }


def _linked_rfi(job: Job, number: str, issue_id: int) -> Json:
    rfi = job.rfis[number]
    return {
        "id": job.mint("coordination_issue_links"),
        "coordination_issue_id": issue_id,
        "item_id": rfi["id"],
        "item_type": "rfi",
        "item_url": rfi["link"],
        "item_data": {
            "subject": rfi["subject"],
            "number": number,
            "has_official_response": rfi["ball_in_court_role"] != "assignees",
        },
    }


def _nothing_attached() -> Record:
    empty = (
        "viewpoints", "attachments", "linked_drawings", "linked_observation_items", "document_snapshots",
        "drawing_markup_preview_images",
    )  # fmt: skip
    return {
        **{name: [] for name in empty},
        "drawing_revision": None,
        "origin": None,
        "document_container_metadata": None,
        "custom_fields": {},
    }


def _model_file(job: Job, name: str) -> Record:
    shown: Record = {"id": job.mint("coordination_issue_files"), "name": name, "uuid": _uuid(job)}
    moment = job.moment(job.scaffold.days.ago(60), "morning", "bim_files")
    job.scaffold.add("bim_files", {**shown, "created_at": moment, "updated_at": moment, **job.owner})
    return shown


def _uuid(job: Job) -> str:
    return str(uuid.UUID(int=job.scaffold.dice("uuids").getrandbits(128), version=4))
