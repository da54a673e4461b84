"""Hours of single people, kept on timesheets."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.resources.daily.test_logs import DAY, LOGS, SPAN
from tests.simulator.visitor import Visitor

ENTRIES = f"{LOGS}/timecard_entries"
SHEETS = f"{LOGS}/timesheets?filters[date]={DAY}...{DAY}"


async def clocked(procore: Visitor, **fields: Any) -> Any:
    answer = await procore.ask("POST", ENTRIES, {"timecard_entry": fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_entries_are_todays_unless_asked_for_more(procore: Visitor) -> None:
    assert {entry["date"] for entry in await procore.get(ENTRIES)} == {DAY}
    everything = await procore.get(f"{ENTRIES}?{SPAN}")
    assert len({entry["date"] for entry in everything}) == 61
    assert not {"status", "position", "permissions"} & everything[0].keys()


@pytest.mark.anyio
async def test_hours_follow_from_the_clock(procore: Visitor) -> None:
    entry = await clocked(procore, time_in=f"{DAY}T07:00:00-07:00", time_out=f"{DAY}T15:30:00-07:00", lunch_time="30")
    assert (entry["hours"], entry["lunch_time"], entry["time_in"]) == ("8.0", 30, f"{DAY}T07:00:00Z")
    assert (await clocked(procore, hours="6.5", lunch_time="none"))["lunch_time"] is None
    refused = await procore.ask("POST", ENTRIES, {"timecard_entry": {"description": "No hours"}})
    assert refused.status_code == 400


@pytest.mark.anyio
async def test_an_entry_goes_on_its_days_sheet(procore: Visitor) -> None:
    before = (await procore.get(SHEETS))[0]
    entry = await clocked(procore, hours="2.0", party_id=await procore.someone())
    assert entry["party"]["name"].startswith("Dale")
    assert entry["timesheet"]["id"] == before["id"]
    path = f"{ENTRIES}/{entry['id']}"
    await procore.ask("PATCH", path, {"timecard_entry": {"hours": "3.0"}})
    after = (await procore.get(SHEETS))[0]["timecard_entries"]
    assert len(after) == len(before["timecard_entries"]) + 1
    assert after[-1]["hours"] == "3.0"
    assert "timesheet" not in after[-1]
    assert (await procore.ask("DELETE", path)).status_code == 200
    assert (await procore.get(SHEETS))[0]["timecard_entries"] == before["timecard_entries"]


@pytest.mark.anyio
async def test_a_day_without_a_sheet_gets_one(procore: Visitor) -> None:
    entry = await clocked(procore, hours="4.0", date="2026-09-20")
    assert entry["timesheet"]["name"] == "2026-09-20 - 01"
    named = await clocked(procore, hours="4.0", timesheet_id=entry["timesheet"]["id"])
    assert named["timesheet"]["date"] == "2026-09-20"
    assert (await clocked(procore, hours="1.0", date="someday"))["timesheet"] is None
    for wrong in ({"timesheet_id": 5}, {"party_id": 5}):
        assert (await procore.ask("POST", ENTRIES, {"timecard_entry": {"hours": "1.0"} | wrong})).status_code == 400


@pytest.mark.anyio
async def test_kinds_of_time_are_listed(procore: Visitor) -> None:
    kinds = await procore.get("/rest/v1.0/timecard_time_types?project_id={project}")
    assert [kind["abbreviated_time_type"] for kind in kinds] == ["REG", "OT", "DT"]
