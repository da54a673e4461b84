"""Who worked: every firm's crew on every day, in the manpower logs."""

from __future__ import annotations

from random import Random

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.site.diary import Diary
from procore_mcp.simulator.world.site.log_facts import DAYS

_HOURS = (8, 8, 8, 8, 9, 10, 6)


class CrewFacts(Facts):
    """`span` is the first and last day on site, counted back in working days; `size` the least and most workers."""

    vendor: str
    by: str
    code: str
    trade: str
    where: str
    span: tuple[int, int]
    size: tuple[int, int]
    notes: list[str]


def build_crews(diary: Diary) -> None:
    dice = diary.job.scaffold.dice(f"crews of {diary.job.project.key}")
    crews = load("site/crews.json", list[CrewFacts])
    for age in range(DAYS, -1, -1):
        for crew in crews:
            if crew.span[0] >= age >= crew.span[1]:
                diary.write("manpower_logs", age, crew.by, _log(diary.job, crew, dice, age))


def _log(job: Job, crew: CrewFacts, dice: Random, age: int) -> Record:
    workers, hours = dice.randint(*crew.size), dice.choice(_HOURS)
    code, trade = job.cost_codes[crew.code], job.company.lists["trades"][crew.trade]
    return {
        "man_hours": f"{workers * hours}.0",
        "notes": crew.notes[age % len(crew.notes)],
        "num_workers": workers,
        "num_hours": f"{hours}.0",
        "vendor": job.vendor(crew.vendor),
        "user": None,
        "contact": firm_as_contact(job.vendors[crew.vendor]),
        "cost_code": {"id": code["id"], "name": code["name"]},
        "location": job.place(crew.where),
        "attachments": [],
        "trade": {name: trade[name] for name in ("id", "name", "active", "updated_at")},
        "custom_fields": {},
    }


def firm_as_contact(firm: Record) -> Record:
    """The long form in which manpower logs show whom they are about."""
    return {
        "id": firm["id"],
        "business_phone": firm.get("business_phone"),
        "business_phone_extension": None,
        "email": firm.get("email_address"),
        "fax_number": None,
        "job_title": None,
        "login_information_id": None,
        "mobile_phone": None,
        "name": firm["name"],
        "vendor_name": firm["name"],
    }
