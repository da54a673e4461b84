"""RFIs: questions, who has to answer, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.rfi_replies import AnswerFacts, Asked, build_replies

_DUE_AFTER = 7  # working days, the contract's review period for questions
_RFI_MANAGER = {"calloway": "priya", "lockhart": "nadia"}


class RfiFacts(Facts):
    """`age` counts working days before today; `after`, `due` and `closed` count from the opening."""

    age: int
    subject: str
    by: str
    to: list[str]
    vendor: str
    spec: str
    drawing: str | None
    where: str
    code: str
    question: str
    answers: list[AnswerFacts]
    cost: tuple[str, str | None]
    schedule: tuple[str, int | None]
    creator: str | None = None
    closed: int | None = None
    due: int = _DUE_AFTER
    draft: bool = False
    private: bool = False
    required: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    reply_attach: tuple[str, ...] = ()
    revision: int = 0
    revised: bool = False
    recycled: int | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an RFI stands in the log."""

    number: str | None
    root_id: int
    id: int


def build_rfis(job: Job) -> None:
    numbered = 0
    root = 0
    for facts in sorted(_facts_of(job), key=lambda facts: -facts.age):
        rfi_id = job.mint("rfis")
        if facts.revision == 0:
            root = rfi_id
            numbered += 0 if facts.draft else 1
        place = _Place(None if facts.draft else str(numbered), root, rfi_id)
        rfi = job.scaffold.add("rfis", _rfi(job, facts, place))
        if place.number is not None:
            job.rfis[place.number] = rfi


def _facts_of(job: Job) -> list[RfiFacts]:
    if job.project.key == "alder":
        return load("alder_rfis.json", list[RfiFacts])
    return load("other_rfis.json", dict[str, list[RfiFacts]])[job.project.key]


def _rfi(job: Job, facts: RfiFacts, place: _Place) -> Record:
    opened = job.scaffold.days.ago(facts.age)
    created = job.moment(opened, "rfis")
    creator = job.people[facts.creator or _RFI_MANAGER[job.company.facts.key]]
    asked = Asked(place.id, opened, created, facts.answers, facts.reply_attach)
    replies = build_replies(job, asked)
    resolved = None if facts.closed is None else job.later(job.scaffold.days.after(opened, facts.closed), "rfis")
    question: Record = {
        "id": job.mint("rfi_questions"),
        "question_date": created,
        "body": _paragraph(facts.question),
        "plain_text_body": facts.question,
        "rich_text_body": _paragraph(facts.question),
        "created_by": creator.facts.name,
        "attachments": job.attachments(facts.attach),
        "answers": replies,
    }
    return {
        "id": place.id,
        "subject": facts.subject,
        **_numbers(facts, place),
        **_state(facts),
        **_parties(job, facts),
        **_references(job, facts),
        "questions": [question],
        "created_by": {**creator.ref, "locale": "en", "vendor": job.vendor(creator.facts.vendor)},
        "created_at": created,
        "initiated_at": None if facts.draft else created,
        "due_date": None if facts.draft else job.scaffold.days.after(opened, facts.due).isoformat(),
        "time_resolved": resolved,
        "updated_at": _last_touch(created, replies, resolved),
        "link": job.link("rfi", place.id),
        "custom_fields": {},
        **_recycling(job, facts),
        **job.owner,
    }


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def _numbers(facts: RfiFacts, place: _Place) -> Record:
    return {
        "number": place.number,
        "full_number": place.number,
        "prefix": None,
        "revision": str(facts.revision),
        "source_rfi_header_id": place.root_id,
        "current_revision": not facts.revised,
        "has_revisions": facts.revised or facts.revision > 0,
    }


def _state(facts: RfiFacts) -> Record:
    status = _status(facts)
    return {
        "status": status,
        "translated_status": status.replace("_", " ").capitalize(),
        "accepted": facts.closed is not None,
        "draft": facts.draft,
        "private": facts.private,
    }


def _status(facts: RfiFacts) -> str:
    if facts.draft:
        return "draft" if facts.closed is None else "closed_draft"
    if facts.closed is None:
        return "open"
    return "closed_with_revision" if facts.revised else "closed"


def _parties(job: Job, facts: RfiFacts) -> Record:
    chair = _RFI_MANAGER[job.company.facts.key]
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


def _references(job: Job, facts: RfiFacts) -> Record:
    section = job.specification_sections[facts.spec]
    code = job.cost_codes[facts.code]
    place = job.place(facts.where)
    return {
        "reference": facts.drawing and f"{facts.drawing}, section {facts.spec}",
        "drawing_number": facts.drawing,
        "drawing_ids": [],
        "specification_section": {name: section[name] for name in ("id", "number", "description")},
        "specification_section_id": section["id"],
        "location": place,
        "location_id": place["id"],
        "cost_code": {"id": code["id"], "name": code["name"]},
        "sub_job": None,
        "project_stage": _stage(job),
        "cost_impact": {"status": facts.cost[0], "value": facts.cost[1]},
        "schedule_impact": {"status": facts.schedule[0], "value": facts.schedule[1]},
        "custom_textfield_1": {"label": None, "value": None},
        "custom_textfield_2": {"label": None, "value": None},
        "connect_export_origin": None,
        "connect_exported_project_ids": [],
    }


def _stage(job: Job) -> Record:
    stage = job.company.lists["project_stages"][job.project.stage]
    return {"id": stage["id"], "name": stage["name"], "default_stage": stage["default_stage"]}


def _last_touch(created: str, replies: list[Json], resolved: str | None) -> str:
    answered = [str(reply["answer_date"]) for reply in replies if isinstance(reply, dict)]
    return max([created, *answered, *([resolved] if resolved else [])])


def _recycling(job: Job, facts: RfiFacts) -> Record:
    if facts.recycled is None:
        return {}
    day = job.scaffold.days.ago(facts.recycled)
    return {"deleted": True, "deleted_at": job.later(day, "rfis"), "_recycled": True}
