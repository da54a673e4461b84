"""Observations of quality and safety."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.quality.observation_facts import ObservationsFacts, Seen
from procore_mcp.simulator.world.quality.observation_responses import build_responses

_DAYS_TO_FIX = {"Urgent": 1, "High": 5, "Medium": 10, "Low": 20}  # working days
_RANKS = list(_DAYS_TO_FIX)[::-1]
Lists = dict[str, dict[str, Record]]


def build_observations(job: Job) -> None:
    facts = load("quality/observations.json", ObservationsFacts)
    names = ("hazards", "contributing_behaviors", "contributing_conditions")
    lists: Lists = {name: {word: _word(job, name, word) for word in getattr(facts, name)} for name in names}
    lists["types"] = {name: _type(job, name, category, key) for name, category, key in facts.types}
    for number, seen in enumerate(facts.items, start=1):
        told = number <= len(facts.items) - facts.unsent
        record = job.scaffold.add("observations", _observation(job, seen, number, lists, told=told))
        build_responses(job, seen, record)


def _word(job: Job, resource: str, name: str) -> Record:
    moment = job.moment(job.scaffold.days.ago(320), "morning", "observations")
    shown: Record = {"id": job.mint(resource), "name": name, "active": True, "global": False}
    shown |= {"created_at": moment, "updated_at": moment}
    job.scaffold.add(resource, {**shown, "_company_id": job.company.facts.id})
    return shown


def _type(job: Job, name: str, category: str, key: str) -> Record:
    shown: Record = {
        "id": job.mint("observation_types"),
        "category": category,
        "category_key": key,
        "category_id": None,
        "name": name,
        "active": True,
        "company_active": True,
        "parent_inactive": False,
        "in_use": True,
        "kind": "company",
        "name_translations": None,
        "localized_name": name,
    }
    job.scaffold.add("observation_types", shown | job.owner)
    return shown


def _observation(job: Job, seen: Seen, number: int, lists: Lists, *, told: bool) -> Record:
    days = job.scaffold.days
    opened = days.ago(seen.age)
    created = job.moment(opened, "morning", "observations")
    trade = job.company.lists["trades"][seen.trade]
    done = seen.state == "closed"
    return {
        "id": job.mint("observations"),
        "number": str(number),
        "name": seen.name,
        "description": seen.text,
        "description_rich_text": f"<p>{seen.text}</p>",
        "status": seen.state,
        "priority": seen.priority,
        "personal": False,
        "date_notified": opened.isoformat() if told else None,
        "due_date": days.after(opened, _DAYS_TO_FIX[seen.priority]).isoformat(),
        **_people(job, seen),
        "type": lists["types"][seen.type],
        "trade": {name: trade[name] for name in ("id", "name", "active", "updated_at")},
        "location": job.place(seen.where),
        "specification_section": _section(job, seen.spec),
        **_hazards(seen, lists),
        "origin": None,
        "checklist_item": None,
        "checklist_list": None,
        **{name: [] for name in ("attachments", "current_drawing_revision_ids", "drawing_revisions", "drawing_ids")},
        "permissions": None,
        "custom_fields": {},
        "created_at": created,
        "updated_at": created,
        "closed_at": job.moment(days.ago(max(seen.age - 4, 0)), "evening", "observations") if done else None,
        "deleted_at": None,
        "_priority": _RANKS.index(seen.priority),
        **job.owner,
    }


def _people(job: Job, seen: Seen) -> Record:
    person = job.person(seen.to)
    assignee: Json = {
        "id": person["id"],
        "name": person["name"],
        "vendor": job.vendor(job.people[seen.to].facts.vendor),
    }
    return {
        "assignee": assignee,
        "created_by": job.person("grace" if seen.hazard else "leah"),
        "distribution_members": job.persons(("dale", "grace" if seen.hazard else "leah")),
    }


def _section(job: Job, number: str | None) -> Json:
    if number is None:
        return None
    section = job.specification_sections[number]
    return {name: section[name] for name in ("id", "number", "description")} | {"latest_revision_url": None}


def _hazards(seen: Seen, lists: Lists) -> Record:
    hazard, behavior, condition = seen.hazard or (None, None, None)
    return {
        "hazard": lists["hazards"][hazard] if hazard else None,
        "contributing_behavior": lists["contributing_behaviors"][behavior] if behavior else None,
        "contributing_condition": lists["contributing_conditions"][condition] if condition else None,
    }
