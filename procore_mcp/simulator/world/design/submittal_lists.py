"""The lists that submittals choose from: statuses, types, responses and packages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.design.submittal_facts import SubmittalsFacts
from procore_mcp.simulator.world.job import Job


@dataclass(frozen=True, slots=True)
class Lists:
    """Entries in their short form by name; `packages` by key, and `full` by title as the package list shows them."""

    statuses: Mapping[str, Record]
    types: Mapping[str, Record]
    responses: Mapping[str, Record]
    packages: Mapping[str, Record]
    full: Mapping[str, Record]


def build_lists(job: Job, facts: SubmittalsFacts) -> Lists:
    statuses = {
        name: _entry(job, "submittal_statuses", {"name": name, "status": means}) for name, means in facts.statuses
    }
    types = {name: _entry(job, "submittal_types", {"name": name, "translated_name": name}) for name in facts.types}
    responses = {
        name: _entry(job, "submittal_responses", {"name": name, "considered": means}, project=True)
        for name, means in facts.responses
    }
    full = {
        package.key: _package(job, position, package.title, package.description)
        for position, package in enumerate(facts.packages, start=1)
    }
    short = {key: {name: record[name] for name in ("id", "number", "title")} for key, record in full.items()}
    return Lists(statuses, types, responses, short, {str(record["title"]): record for record in full.values()})


def _entry(job: Job, resource: str, facts: Record, *, project: bool = False) -> Record:
    shown: Record = {"id": job.mint(resource), **facts}
    owner = job.owner if project else {"_company_id": job.company.facts.id}
    job.scaffold.add(resource, {**shown, **owner})
    return shown


def _package(job: Job, number: int, title: str, description: str) -> Record:
    manager = job.person(job.project.rfi_manager)
    record: Record = {
        "id": job.mint("submittal_packages"),
        "number": str(number),
        "title": title,
        "description": description,
        "specification_section_id": None,
        "created_by": {"id": manager["id"], "name": manager["name"]},
        "attachments": [],
        "submittal_ids": [],
        "updated_at": job.moment(job.scaffold.days.ago(40), "morning", "submittal_packages"),
        **job.owner,
    }
    return job.scaffold.add("submittal_packages", record)
