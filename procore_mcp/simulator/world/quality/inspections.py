"""Inspections made from templates."""

from __future__ import annotations

import datetime as dt

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.quality.inspection_facts import InspectionsFacts, MadeFacts, TemplateFacts
from procore_mcp.simulator.world.quality.inspection_items import build_items, counts


def build_inspections(job: Job) -> None:
    facts = load("quality/inspections.json", InspectionsFacts)
    types = {name: _type(job, name) for name in facts.types}
    templates = {template.name: _template(job, template, types[template.type]) for template in facts.templates}
    for number, made in enumerate(facts.inspections, start=1):
        template = templates[made.template]
        record = job.scaffold.add("checklists", _checklist(job, made, number, template))
        build_items(job, made, record, template)


def _type(job: Job, name: str) -> Record:
    moment = job.moment(job.scaffold.days.ago(320), "morning", "inspections")
    shown: Record = {"id": job.mint("inspection_types"), "name": name, "created_at": moment, "updated_at": moment}
    job.scaffold.add("inspection_types", {**shown, "_company_id": job.company.facts.id})
    return shown


def _template(job: Job, facts: TemplateFacts, kind: Record) -> Record:
    moment = job.moment(job.scaffold.days.ago(310), "morning", "inspections")
    return job.scaffold.add(
        "checklist_templates",
        {
            "id": job.mint("checklist_templates"),
            "name": facts.name,
            "description": f"{facts.name}, {len(facts.items)} items",
            "company_description": None,
            "deletable": True,
            "parent_inspection_item_id": None,
            "number": None,
            "relative_position": None,
            "display_conditions": [],
            "trade": _trade(job, facts.trade),
            "inspection_type": kind,
            "synced_to": {"company_id": job.company.facts.id, "list_template_id": None},
            "created_at": moment,
            "updated_at": moment,
            "_items": [*facts.items],
            "_section_id": job.mint("checklist_sections"),
            **job.owner,
        },
    )


def _trade(job: Job, name: str | None) -> Json:
    trade = job.company.entry("trades", name)
    return trade and {key: trade[key] for key in ("id", "name", "active", "updated_at")}


def _checklist(job: Job, made: MadeFacts, number: int, template: Record) -> Record:
    days = job.scaffold.days
    due = days.ago(made.age) if made.age >= 0 else days.after(days.today, -made.age)
    created = job.moment(days.ago(max(made.age, 0) + 3), "morning", "inspections")
    closed = job.moment(due, "evening", "inspections") if made.status == "Closed" else None
    return {
        "id": job.mint("checklists"),
        "name": template["name"],
        "list_template_id": template["id"],
        "list_template_name": template["name"],
        "template_id": template["id"],
        "number": number,
        "identifier": None,
        "status": made.status,
        "description": None,
        "location": job.place(made.where) | {"code": None},
        "inspection_type": template["inspection_type"],
        "trade": template["trade"],
        "specification_section": None,
        **_people(job, made),
        **counts(made, template),
        "inspection_date": None if made.status == "Open" else due.isoformat(),
        "due_at": f"{due.isoformat()}T23:00:00Z",
        "overdue": made.status == "Open" and due < days.today,
        "closed_at": closed,
        "created_at": created,
        "updated_at": closed or _touched(job, due, created),
        "private": False,
        "deleted": False,
        "default_response_phrasing": {"conforming_response": "Pass", "deficient_response": "Fail", "global": True},
        **{name: [] for name in ("drawing_ids", "current_drawing_revision_ids", "signature_requests", "attachments")},
        **dict.fromkeys(("managed_equipment_id", "reinspected_by_id", "reinspected_from_id")),
        "custom_fields": {},
        "deleted_at": None,
        **job.owner,
    }


def _touched(job: Job, due: dt.date, created: str) -> str:
    return max(created, job.moment(min(due, job.scaffold.days.today), "afternoon", "inspections"))


def _people(job: Job, made: MadeFacts) -> Record:
    inspector = _member(job, made.inspector)
    return {
        "created_by": _member(job, "leah"),
        "closed_by": inspector if made.status == "Closed" else None,
        "inspectors": [inspector],
        "point_of_contact": _member(job, made.contact),
        "responsible_contractor": job.vendor(made.vendor),
        "distribution_members": [_member(job, "dale")],
    }


def _member(job: Job, key: str) -> Record:
    return {**job.person(key), "company_name": job.vendors[job.people[key].facts.vendor]["name"]}
