"""Specification sections in their divisions, with the revisions that each set brought."""

from __future__ import annotations

import datetime as dt

from procore_mcp.simulator.json_types import Json, Record, number_of, text_of
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.design.specification_papers import division_paper, section_paper, terms
from procore_mcp.simulator.world.document_contents import ContentFacts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.painted import Painted
from procore_mcp.simulator.world.workdays import Workdays


class SpecificationsFacts(Facts):
    """`sets` are names with ages in working days; `revised` tells which later sets changed a section."""

    divisions: dict[str, str]
    sets: list[tuple[str, int]]
    revised: dict[str, list[int]]
    areas: list[tuple[str, str]]
    requirements: dict[str, list[str]]


def build_specifications(job: Job) -> None:
    facts = load("design/specifications.json", SpecificationsFacts)
    sets = [_set(job, position, *named) for position, named in enumerate(facts.sets, start=1)]
    divisions = {number: _division(job, number, title) for number, title in facts.divisions.items()}
    for number, section in job.specification_sections.items():
        division = divisions[number[:2]]
        section |= {"_division_id": division["id"]}
        for place in (position := [0, *facts.revised.get(number, [])]):
            _revision(job, facts, section, sets[place], newest=place == position[-1])
        _terms(job, facts, section)
    for name, description in facts.areas:
        _area(job, name, description)
    _upload(job, sets[-1])


def _set(job: Job, position: int, name: str, age: int) -> Record:
    day = job.scaffold.days.ago(age)
    return job.scaffold.add(
        "specification_sets",
        {
            "id": job.mint("specification_sets"),
            "project_id": job.project.id,
            "company_id": job.company.facts.id,
            "name": name,
            "date": day.isoformat(),
            "position": position,
            "created_at": day.isoformat(),
            "updated_at": day.isoformat(),
            "deleted_at": None,
            **job.owner,
        },
    )


def _division(job: Job, number: str, title: str) -> Record:
    sections = [text_of(section, "label") for key, section in job.specification_sections.items() if key[:2] == number]
    record: Record = {
        "id": job.mint("specification_section_divisions"),
        "number": number,
        "description": title,
        "url": _link(job, f"division-{number}", f"Division {number}.pdf", division_paper(number, title, sections)),
        **job.owner,
    }
    return job.scaffold.add("specification_section_divisions", record)


def _revision(job: Job, facts: SpecificationsFacts, section: Record, issue: Record, *, newest: bool) -> None:
    number, title = text_of(section, "number"), text_of(section, "description")
    day = dt.date.fromisoformat(text_of(issue, "date"))
    position = number_of(issue, "position")
    paper = section_paper(number, title, facts.requirements.get(number, []), text_of(issue, "name"))
    key = f"spec-{number.replace(' ', '')}-{position}"
    job.scaffold.add(
        "specification_section_revisions",
        {
            "id": section["current_revision_id"] if newest else job.mint("earlier specification_section_revisions"),
            "specification_section_id": section["id"],
            "specification_section_division_id": section["_division_id"],
            "specification_set_id": issue["id"],
            "number": number,
            "description": title,
            "url": _link(job, key, f"{number} {title}.pdf", paper, day),
            "revision": str(position - 1),
            "issued_date": day.isoformat(),
            "received_date": job.scaffold.days.after(day, 1).isoformat(),
            "updated_at": f"{job.scaffold.days.after(day, 1).isoformat()}T17:00:00Z",
            "custom_fields": {},
            "_current": newest,
            **job.owner,
        },
    )


def _link(job: Job, key: str, name: str, paper: ContentFacts, day: dt.date | None = None) -> Json:
    job.scaffold.blobs[key] = Painted(name, paper, Workdays(day or job.scaffold.days.today))
    return link_to(key)


def _terms(job: Job, facts: SpecificationsFacts, section: Record) -> None:
    found = terms(text_of(section, "description"), facts.requirements.get(text_of(section, "number"), []))
    job.scaffold.add(
        "specification_section_terms",
        {
            "id": section["id"],
            "specification_section_id": section["id"],
            "updated_at": f"{job.scaffold.days.ago(45).isoformat()}T17:00:00Z",
            "terms": [{"page_number": page, "text": text} for page, text in found],
            **job.owner,
        },
    )


def _area(job: Job, name: str, description: str) -> None:
    moment = f"{job.scaffold.days.ago(242).isoformat()}T17:00:00Z"
    job.scaffold.add(
        "specification_areas",
        {
            "id": job.mint("specification_areas"),
            "name": name,
            "description": description,
            "divisions_count": len(job.specification_sections),
            "sections_count": len(job.specification_sections),
            "created_at": moment,
            "updated_at": moment,
            **job.owner,
        },
    )


def _upload(job: Job, issue: Record) -> None:
    job.scaffold.add(
        "specification_uploads",
        {
            "id": job.mint("specification_uploads"),
            "issued_date": issue["date"],
            "received_date": issue["date"],
            "status": "complete",
            "spec_format": "CSI",
            "specification_set_id": issue["id"],
            "locale": "en",
            **job.owner,
        },
    )
