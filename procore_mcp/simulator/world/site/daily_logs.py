"""Sixty days of daily logs."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.site.crews import build_crews
from procore_mcp.simulator.world.site.diary import Diary
from procore_mcp.simulator.world.site.log_facts import DAYS, EntryFacts, KindFacts, load_daily_logs
from procore_mcp.simulator.world.site.weather import build_weather

_SETTLED_AFTER = 2  # days until a day is complete and sent out
_SETTLES = "dale"


def build_daily_logs(diary: Diary) -> None:
    facts, job = load_daily_logs(), diary.job
    for name, is_visible in facts.delay_types:
        job.scaffold.add("delay_log_types", _delay_type(job, name, is_visible=is_visible))
    for age in range(DAYS, -1, -1):
        diary.headers[age] = _header(diary, age)
    build_weather(diary)
    build_crews(diary)
    for resource, kind in facts.kinds.items():
        for age, entry, turn in _in_order(kind):
            diary.write(resource, age, entry.by, _log(diary, kind, entry, age, turn))


def _delay_type(job: Job, name: str, *, is_visible: bool) -> Record:
    since = job.moment(job.scaffold.days.ago(job.project.started), "morning", "delay_log_types")
    key = name.casefold().replace(" ", "_")
    words: Record = {"display_name": name, "translation_key": key, "visible": is_visible}
    dates: Record = {"created_at": since, "updated_at": since}
    return {"id": job.mint("delay_log_types"), **words, **dates, **job.owner}


def _header(diary: Diary, age: int) -> int:
    job, day, is_settled = diary.job, diary.day(age), age >= _SETTLED_AFTER
    at = job.moment(diary.day(age - 1), "morning", "daily_log_headers") if is_settled else None
    who = job.person(_SETTLES) if is_settled else None
    record: Record = {
        "id": job.mint("daily_log_headers"),
        "log_date": day.isoformat(),
        "log_datetime": f"{day.isoformat()}T12:00:00Z",
        "completed": is_settled,
        "completed_by": who,
        "completed_at": at,
        "completable": True,
        "distributed": is_settled,
        "distributed_by": who,
        "distributed_at": at,
        "distributable": True,
        **job.owner,
    }
    return int(str(job.scaffold.add("daily_log_headers", record)["id"]))


def _in_order(kind: KindFacts) -> Iterator[tuple[int, EntryFacts, int]]:
    """The oldest first, so that ids grow with time."""
    found = [(age, entry, turn) for entry in kind.entries for turn, age in enumerate(entry.all_ages())]
    yield from sorted(found, key=lambda item: -item[0])


def _log(diary: Diary, kind: KindFacts, entry: EntryFacts, age: int, turn: int) -> Record:
    log: Record = {**kind.blank, **entry.fields}
    log |= {name: values[turn % len(values)] for name, values in entry.cycle.items()}
    log |= _references(diary.job, entry)
    if "daily_log_header_id" in log:
        log["daily_log_header_id"] = diary.headers[age]
    if entry.due is not None:
        log["compliance_due"] = diary.job.scaffold.days.after(diary.day(age), entry.due).isoformat()
    return log


def _references(job: Job, entry: EntryFacts) -> Record:
    found: Record = {}
    if entry.vendor:
        found["vendor"] = job.vendor(entry.vendor)
    if entry.where:
        found["location"] = job.place(entry.where)
    if entry.code:
        code = job.cost_codes[entry.code]
        found["cost_code"] = {"id": code["id"], "name": code["name"]}
    if entry.trade:
        trade = job.company.lists["trades"][entry.trade]
        found["trade"] = {name: trade[name] for name in ("id", "name", "active", "updated_at")}
    if entry.contact:
        person = job.person(entry.contact)
        found["contact"] = {"id": person["id"], "name": person["name"]}
    if entry.equipment:
        found["equipment"] = machine(job, entry.equipment)
    return found


def machine(job: Job, name: str) -> Record:
    """The project's machine of that name, the same each time."""
    machines = job.scaffold.records.setdefault("equipment", [])
    known = next((item for item in machines if item["name"] == name and item["_project_id"] == job.project.id), None)
    if known is None:
        facts: Record = {"project_id": job.project.id, "position": len(machines) + 1, "name": name}
        known = job.scaffold.add("equipment", {"id": job.mint("equipment"), **facts, **job.owner})
    return {key: value for key, value in known.items() if key[0] != "_"}
