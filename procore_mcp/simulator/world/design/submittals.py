"""Submittals with their packages and the steps of their review."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procore_mcp.simulator.json_types import Json, Record, is_record, text_of, values_at
from procore_mcp.simulator.world.design.submittal_dates import dates
from procore_mcp.simulator.world.design.submittal_facts import FamilyFacts, load_submittals
from procore_mcp.simulator.world.design.submittal_lists import Lists, build_lists
from procore_mcp.simulator.world.design.submittal_papers import attach
from procore_mcp.simulator.world.design.submittal_review import approvers, court, distributed
from procore_mcp.simulator.world.design.submittal_steps import Course, play
from procore_mcp.simulator.world.job import Job

_AGAIN_AFTER = 9  # working days until a corrected submittal comes back


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the log. `root` is the id of its first revision."""

    id: int
    root: int
    number: str
    revision: int
    title: str
    type: str
    age: int
    superseded: bool = False


def build_submittals(job: Job) -> None:
    facts = load_submittals()
    lists = build_lists(job, facts)
    for family in facts.families:
        for position, (title, kind, age) in enumerate(family.all_items(), start=1):
            number = job.mint("submittals")
            _build(job, lists, family, Entry(number, number, str(position), 0, title, kind, age))
    _fill_packages(lists, job.scaffold.records["submittals"])


def _build(job: Job, lists: Lists, family: FamilyFacts, entry: Entry) -> None:
    people = (family.by, job.project.rfi_manager, family.review)
    course = play(job.scaffold.dice("submittal courses"), people, entry.age, settled=entry.revision > 0)
    sent_back = course.answer == "Revise and Resubmit" and course.closed is not None
    again = (course.closed or 0) - _AGAIN_AFTER
    superseded = sent_back and again >= 0
    job.scaffold.add("submittals", _submittal(job, lists, family, replace(entry, superseded=superseded), course))
    if superseded:
        number = job.mint("submittals")
        _build(job, lists, family, replace(entry, id=number, revision=entry.revision + 1, age=again))


def _submittal(job: Job, lists: Lists, family: FamilyFacts, entry: Entry, course: Course) -> Record:
    section = job.specification_sections[family.spec]
    shown = {name: value for name, value in section.items() if name[0] != "_"}
    full = f"{family.spec}-{entry.number}"
    return {
        "id": entry.id,
        "number": entry.number,
        "formatted_number": f"{full}R{entry.revision}" if entry.revision else full,
        "title": entry.title,
        "description": f"{entry.title}, for section {family.spec}.",
        "rich_text_description": f"<p>{entry.title}, for section {family.spec}.</p>",
        "revision": str(entry.revision),
        "current_revision": not entry.superseded,
        "private": False,
        "is_rejected": entry.superseded,
        **dates(job, entry.age, family.lead, course),
        **_parties(job, family, course),
        "status": _status(lists, entry, course),
        "type": lists.types[entry.type],
        "specification_section": shown,
        "location_id": family.where and job.places[family.where]["id"],
        "location": family.where and job.place(family.where),
        "source_submittal_log_id": None if entry.id == entry.root else entry.root,
        "submittal_package": _package(lists, family),
        "associated_attachments": attach(job, entry.id, f"{full} {entry.title}", entry.age),
        "approvers": approvers(job, lists, course),
        "last_distributed_submittal": distributed(job, lists, course),
        **_not_used(),
        "_root_id": entry.root,
        "_division": int(family.spec[:2]),
        **job.owner,
    }


def _not_used() -> Record:
    """What this job leaves empty."""
    nothing = (
        "cost_code", "cost_code_id", "sub_job", "sub_job_id", "scheduled_task", "submittal_workflow_template",
        "submittal_workflow_template_applied_at", "rejected_submittal_log_approver_id", "custom_textarea_1",
        "custom_textfield_1",
    )  # fmt: skip
    empty: Record = {"for_record_only": False, "drawing_ids": [], "linked_drawing_ids": [], "custom_fields": {}}
    return {**dict.fromkeys(nothing), **empty}


def _status(lists: Lists, entry: Entry, course: Course) -> Record:
    if entry.age < 0:
        return lists.statuses["Draft"]
    return lists.statuses["Open" if course.closed is None else "Closed"]


def _package(lists: Lists, family: FamilyFacts) -> Json:
    return None if family.package is None else {**lists.packages[family.package]}


def _parties(job: Job, family: FamilyFacts, course: Course) -> Record:
    office = job.person(job.project.rfi_manager)
    return {
        "created_by": office,
        "received_from": job.person(family.by),
        "submittal_manager": office,
        "responsible_contractor": job.vendor(family.vendor),
        "distribution_members": job.persons(("dale", "jun", family.by)),
        "ball_in_court": court(job, course),
    }


def _fill_packages(packages: Lists, submittals: list[Record]) -> None:
    """Packages name the submittals in them."""
    for record in submittals:
        package = record["submittal_package"]
        if is_record(package):
            full = packages.full[text_of(package, "title")]
            full["submittal_ids"] = [*values_at(full, ["submittal_ids"]), record["id"]]
