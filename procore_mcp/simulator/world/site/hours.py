"""Hours of the builder's own people: one timesheet a day, an entry for everyone on it."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.site.diary import Diary
from procore_mcp.simulator.world.site.log_facts import DAYS

_TYPES = (("Regular Time", "REG"), ("Overtime", "OT"), ("Double Time", "DT"))
_STAFF = ("dale", "hannah", "grace", "leah", "jun")
_ENDS = (15, 15, 15, 16, 17, 14)
_STARTS, _LUNCH = 7, 30
_REVIEWED_AFTER = 3  # days until a timesheet is approved


def build_hours(diary: Diary) -> None:
    job = diary.job
    types = {short: _time_type(job, name, short) for name, short in _TYPES}
    dice = job.scaffold.dice(f"hours of {job.project.key}")
    for age in range(DAYS, -1, -1):
        sheet = _timesheet(diary, age)
        for key in _STAFF:
            diary.write("timecard_entries", age, "dale", _entry(diary, dice, types, sheet, key))


def _time_type(job: Job, name: str, short: str) -> Record:
    shown: Record = {"time_type": name, "abbreviated_time_type": short, "global": True}
    record = job.scaffold.add("timecard_time_types", {"id": job.mint("timecard_time_types"), **shown, **job.owner})
    return {**shown, "id": record["id"], "company_id": job.company.facts.id}


def _timesheet(diary: Diary, age: int) -> Record:
    job, day = diary.job, diary.day(age).isoformat()
    written = job.moment(diary.day(age), "evening" if age else "morning", "timesheets")
    shown: Record = {
        "id": job.mint("timesheets"),
        "created_at": written,
        "updated_at": written,
        "date": day,
        "number": 1,
        "created_by": job.person("dale"),
        "name": f"{day} - 01",
        "status": "approved" if age >= _REVIEWED_AFTER else "pending",
    }
    job.scaffold.add("timesheets", {**shown, **job.owner})
    return shown


def _entry(diary: Diary, dice: Random, types: Mapping[str, Record], sheet: Record, key: str) -> Record:
    job, ends, day = diary.job, dice.choice(_ENDS), sheet["date"]
    code, person = job.cost_codes["01-500"], job.person(key)
    hours = ends - _STARTS + 0.5 - _LUNCH / 60
    return {
        "billable": False,
        "deleted_at": None,
        "description": None,
        "hours": f"{hours:.1f}",
        "timesheet_status": sheet["status"],
        "approval_status": sheet["status"],
        "lunch_time": _LUNCH,
        "time_in": f"{day}T{_STARTS:02}:00:00Z",
        "time_out": f"{day}T{ends}:30:00Z",
        "injured": False,
        "signed": sheet["status"] == "approved",
        "origin_id": None,
        "origin_data": None,
        "timesheet": sheet,
        "cost_code": {"id": code["id"], "name": code["name"]},
        "crew": None,
        "location": None,
        "party": {"id": person["id"], "name": person["name"]},
        "procore_signature": None,
        "sub_job": None,
        "login_information": person,
        "timecard_time_type": types["REG" if hours <= 8 else "OT"],
        "line_item_type_id": None,
        "daily_log_segment_id": None,
        "custom_fields": {},
        "automatically_split_timecard_entries": [],
    }
