"""Incidents, and the injuries, near misses and damage that belong to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from procore_mcp.simulator.json_types import Json, Record, text_of
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp

_LISTS = ("hazards", "contributing_behaviors", "contributing_conditions")


class IncidentFacts(NamedTuple):
    """`records` are the texts of what happened, by kind, each with what that kind has besides."""

    age: int
    title: str
    where: str
    recordable: bool
    status: str
    text: str
    causes: tuple[str, str, str]
    records: dict[str, list[str]]


class IncidentsFacts(Facts):
    harm_sources: list[str]
    incidents: list[IncidentFacts]


def build_incidents(job: Job) -> None:
    facts = load("quality/incidents.json", IncidentsFacts)
    sources = {name: _source(job, name) for name in facts.harm_sources}
    lists = {name: {text_of(item, "name"): item for item in job.scaffold.records[name]} for name in _LISTS}
    for number, incident in enumerate(facts.incidents, start=1):
        record = job.scaffold.add("incidents", _incident(job, incident, number, lists))
        for kind, told in incident.records.items():
            shown = _record(job, record, kind, told, sources)
            record[kind] = [{key: value for key, value in shown.items() if key[0] != "_"}]


def _source(job: Job, name: str) -> Record:
    moment = job.moment(job.scaffold.days.ago(320), "morning", "incidents")
    shown: Record = {"id": job.mint("harm_sources"), "name": name, "active": True, "global": False}
    shown |= {"created_at": moment, "updated_at": moment}
    job.scaffold.add("harm_sources", {**shown, "_company_id": job.company.facts.id})
    return {"id": shown["id"], "name": name}


def _incident(job: Job, facts: IncidentFacts, number: int, lists: Mapping[str, Mapping[str, Record]]) -> Record:
    day = job.scaffold.days.ago(facts.age)
    created = job.moment(day, "afternoon", "incidents")
    causes = {name.removesuffix("s"): lists[name][word] for name, word in zip(_LISTS, facts.causes, strict=True)}
    return {
        "id": job.mint("incidents"),
        "number": number,
        "title": facts.title,
        "description": facts.text,
        "event_date": stamp(day, job.project.shift_starts_utc + 2, 20),
        "time_unknown": False,
        "status": facts.status,
        "private": False,
        "recordable": facts.recordable,
        "records_count": len(facts.records),
        "open_observations_count": int(facts.status == "open"),
        "closed_observations_count": int(facts.status == "closed"),
        "actions_count": 1,
        "witness_statements_count": 0,
        "attachments_count": 0,
        "location": job.place(facts.where),
        **{name: {key: value for key, value in entry.items() if key[0] != "_"} for name, entry in causes.items()},
        "created_by": job.person("grace"),
        "distribution_members": job.persons(("dale", "marcus")),
        **{kind: [] for kind in ("injuries", "near_misses", "property_damages", "environmentals")},
        "custom_fields": {},
        "created_at": created,
        "updated_at": created,
        "deleted_at": None,
        **job.owner,
    }


def _record(job: Job, incident: Record, kind: str, told: Sequence[str], sources: Mapping[str, Record]) -> Record:
    base: Record = {
        "id": job.mint(f"incident_{kind}"),
        "incident_id": incident["id"],
        "number": 1,
        "full_number": f"{incident['number']}-{kind[0].upper()}1",
        "description": told[0],
        "managed_equipment": None,
        "work_activity": None,
        "created_at": incident["created_at"],
        "updated_at": incident["created_at"],
    }
    return job.scaffold.add(f"incident_{kind}", base | _own(job, incident, kind, told[1:], sources) | job.owner)


def _own(job: Job, incident: Record, kind: str, told: Sequence[str], sources: Mapping[str, Record]) -> Record:
    """What only this kind has."""
    if kind == "environmentals":
        return {"environmental_type": {"id": 1, "name": told[0]}, "affected_company": job.vendor(told[1])}
    if kind == "property_damages":
        return {"responsible_company": job.vendor(told[0]), "affected_company": job.vendor("calloway")}
    person = job.person(told[1])
    shown: Json = {"id": person["id"], "name": person["name"]}
    common: Record = {"affected_company": job.vendor(told[0]), "affected_person": shown, "affected_party": shown}
    if kind == "near_misses":
        common["harm_source"] = sources[told[2]]
        return common
    part, source = told[3], sources[told[4]]
    common |= {"filing_type": told[2], "recordable": incident["recordable"], "affliction_type": None}
    common |= {"affected_body_parts": [part], "body_parts": [{"id": 1, "name": part}], "harm_source": source}
    return common
