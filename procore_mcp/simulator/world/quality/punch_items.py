"""Punch items: what has to be put right, who does it, and how far it is."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job

_DAYS_TO_FIX = {"high": 7, "medium": 12, "low": 20}  # working days
_ANSWERED = ("ready_for_review", "ready_to_close", "closed", "in_dispute", "work_not_accepted")
_UNRESOLVED = ("in_dispute", "work_not_accepted")
_CREATOR = "leah"


class PunchFacts(NamedTuple):
    """`age` counts working days before today."""

    age: int
    name: str
    where: str
    trade: str
    to: str
    type: str
    priority: str
    state: str
    text: str


class PunchList(Facts):
    types: list[str]
    items: list[PunchFacts]


def build_punch_items(job: Job) -> None:
    facts = load("quality/punch_items.json", PunchList)
    types = {name: _type(job, name) for name in facts.types}
    for position, item in enumerate(facts.items, start=1):
        job.scaffold.add("punch_items", _item(job, item, position, types[item.type]))


def _type(job: Job, name: str) -> Record:
    moment = job.moment(job.scaffold.days.ago(300), "morning", "punch_items")
    record: Record = {"id": job.mint("punch_item_types"), "name": name, "created_at": moment, "updated_at": moment}
    job.scaffold.add("punch_item_types", record | job.owner)
    return {"id": record["id"], "name": name}


def _item(job: Job, facts: PunchFacts, position: int, kind: Record) -> Record:
    opened = job.scaffold.days.ago(facts.age)
    due = job.scaffold.days.after(opened, _DAYS_TO_FIX[facts.priority])
    created = job.moment(opened, "morning", "punch_items")
    closed = _closed(job, facts, due)
    trade = job.company.lists["trades"][facts.trade]
    return {
        "id": job.mint("punch_items"),
        "name": facts.name,
        "position": position,
        "description": facts.text,
        "rich_text_description": f"<p>{facts.text}</p>",
        "reference": None,
        "priority": facts.priority,
        "private": False,
        "status": _status(job, facts, due),
        "workflow_status": facts.state,
        "due_date": due.isoformat(),
        "date_initiated": None if facts.state == "draft" else opened.isoformat(),
        **_impacts(facts),
        **_people(job, facts, closed=closed is not None),
        "location": job.place(facts.where) | {"code": None},
        "location_id": job.places[facts.where]["id"],
        "trade": {name: trade[name] for name in ("id", "name", "active", "updated_at")},
        "punch_item_type": kind,
        "category": None,
        "custom_status": None,
        "cost_code": None,
        "assignments": [_assignment(job, facts, created, closed)],
        "has_resolved_responses": facts.state in _ANSWERED and facts.state not in _UNRESOLVED,
        "has_unresolved_responses": facts.state in _UNRESOLVED,
        **_nothing(),
        "can_email": True,
        "created_at": created,
        "updated_at": closed or created,
        "closed_at": closed,
        "deleted_at": None,
        **job.owner,
    }


def _closed(job: Job, facts: PunchFacts, due: dt.date) -> str | None:
    if facts.state != "closed":
        return None
    early = job.scaffold.dice("punch_items").randrange(1, 6)
    day = max(due - dt.timedelta(days=early), job.scaffold.days.ago(facts.age))
    return job.moment(min(day, job.scaffold.days.ago(1)), "evening", "punch_items")


def _status(job: Job, facts: PunchFacts, due: dt.date) -> str:
    if facts.state == "closed":
        return "Closed"
    if facts.state == "draft":
        return "Pending"
    return "Overdue" if due < job.scaffold.days.today else "Open"


def _impacts(facts: PunchFacts) -> Record:
    costs = facts.state == "in_dispute"
    return {
        "cost_impact": "yes_unknown" if costs else "no_impact",
        "cost_impact_amount": None,
        "schedule_impact": "tbd" if facts.priority == "high" else "no_impact",
        "schedule_impact_days": None,
        "schedule_risk": None,
        "schedule_risk_reason": None,
        "schedule_risk_confidence": None,
        "schedule_risk_probability": None,
    }


def _people(job: Job, facts: PunchFacts, *, closed: bool) -> Record:
    manager, approver = _member(job, "hannah"), _member(job, "dale")
    waiting = {"ready_for_review": "hannah", "ready_to_close": "dale", "in_dispute": "hannah", "draft": _CREATOR}
    holder = job.person(waiting.get(facts.state, facts.to))
    return {
        "created_by": _member(job, _CREATOR),
        "punch_item_manager": manager,
        "final_approver": approver,
        "closed_by": approver if closed else None,
        "distribution_members": [_member(job, key) for key in ("dale", _CREATOR)],
        "assignees": [job.person(facts.to)],
        "ball_in_court": [] if closed else [{"id": holder["id"], "name": holder["name"], "locale": "en"}],
    }


def _member(job: Job, key: str) -> Record:
    return {**job.person(key), "locale": "en", "company_name": job.vendors[job.people[key].facts.vendor]["name"]}


def _assignment(job: Job, facts: PunchFacts, created: str, closed: str | None) -> Record:
    person = job.person(facts.to)
    answered = facts.state in _ANSWERED
    return {
        "id": job.mint("punch_item_assignments"),
        "approved": facts.state in ("closed", "ready_to_close"),
        "comment": "Done." if answered and facts.state not in _UNRESOLVED else None,
        "status": "resolved" if answered and facts.state not in _UNRESOLVED else "unresolved",
        "formatted_status": facts.state.replace("_", " ").title(),
        "login_information_id": person["id"],
        "login_information_name": person["name"],
        "login_information": {**person, "active": True},
        "user_name": person["name"],
        "vendor": job.vendor(job.people[facts.to].facts.vendor),
        "attachments": [],
        "notified_at": None if facts.state == "draft" else created,
        "responded_at": closed or created if answered else None,
        "ready_for_review_at": closed or created if answered else None,
        "work_not_accepted_at": created if facts.state == "work_not_accepted" else None,
        "manager_accepted_at": closed,
        "updated_at": closed or created,
    }


def _nothing() -> Record:
    lists = ("comments", "attachments", "images", "web_images", "drawing_ids", "current_drawing_revision_ids")
    return {**{name: [] for name in lists}, "download_all_attachments_uuid": None, "custom_fields": {}}
