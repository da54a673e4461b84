"""RFIs: questions, who has to answer, and how far each one is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.rfi_facts import RfiFacts, load_rfis
from procore_mcp.simulator.world.rfi_parties import parties
from procore_mcp.simulator.world.rfi_replies import Asked, build_replies

_HOLDS_WORK = "custom_field_598310"  # a yes or no that this company has added to the form


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an RFI stands in the log."""

    number: str | None
    root_id: int
    id: int


def build_rfis(job: Job) -> None:
    numbered = 0
    root = 0
    for facts in sorted(load_rfis(job.project.key), key=lambda facts: -facts.age):
        rfi_id = job.mint("rfis")
        if facts.revision == 0:
            root = rfi_id
            numbered += 0 if facts.draft else 1
        place = _Place(None if facts.draft else str(numbered), root, rfi_id)
        rfi = job.scaffold.add("rfis", _rfi(job, facts, place))
        if place.number is not None:
            job.rfis[place.number] = rfi


def _rfi(job: Job, facts: RfiFacts, place: _Place) -> Record:
    days = job.scaffold.days
    opened = days.ago(facts.age)
    created = job.moment(opened, "morning", "rfis")
    creator = job.people[facts.creator or job.project.rfi_manager]
    asked = Asked(place.id, opened, created, facts.answers, facts.reply_attach)
    replies = build_replies(job, asked)
    resolved = None if facts.closed is None else job.moment(days.after(opened, facts.closed), "evening", "rfis")
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
        **parties(job, facts),
        **_references(job, facts),
        "questions": [question],
        "created_by": {**creator.ref, "locale": "en", "vendor": job.vendor(creator.facts.vendor)},
        "created_at": created,
        "initiated_at": None if facts.draft else created,
        "due_date": None if facts.draft else days.after(opened, facts.due).isoformat(),
        "time_resolved": resolved,
        "updated_at": _last_touch(created, replies, resolved),
        "link": job.link("rfi", place.id),
        "custom_fields": {_HOLDS_WORK: {"data_type": "boolean", "value": facts.schedule[0].startswith("yes")}},
        **_recycling(job, facts),
        "_priority": _priority(facts),
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


def _priority(facts: RfiFacts) -> int:
    """0 low, 1 medium, 2 high, 3 urgent, by what the question may cost in money and in days."""
    impacts = (facts.cost[0], facts.schedule[0])
    certain = sum(impact.startswith("yes") for impact in impacts)
    return certain + 1 if certain else int("tbd" in impacts)


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
    return {"deleted": True, "deleted_at": job.moment(day, "evening", "rfis"), "_recycled": True}
