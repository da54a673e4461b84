"""The days themselves: complete or not, counted, copied, and approved at once."""

from __future__ import annotations

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.resources.daily.test_logs import DAY, LOGS, as_superintendent
from tests.simulator.visitor import Visitor

HEADERS = f"{LOGS}/daily_log_headers"
COUNTS = "/rest/v1.1/projects/{project}/daily_logs/counts"
CLONES = f"{LOGS}/daily_logs/clones"


@pytest.mark.anyio
async def test_a_day_is_found_by_date_or_id_and_made_when_missing(procore: Visitor) -> None:
    friday = await procore.get(f"{HEADERS}?log_date=2026-09-18")
    assert await procore.get(f"{HEADERS}?id={friday['id']}") == friday
    assert (await procore.get(HEADERS))["log_date"] == DAY
    sunday = await procore.get(f"{HEADERS}?log_date=2026-09-20")
    assert (sunday["completed"], sunday["log_datetime"]) == (False, "2026-09-20T12:00:00Z")
    assert (await procore.get(f"{HEADERS}?log_date=2026-09-20"))["id"] == sunday["id"]


@pytest.mark.anyio
async def test_days_are_listed_in_order(procore: Visitor) -> None:
    days = [day["log_date"] for day in await procore.get(f"{HEADERS}/index")]
    assert days == sorted(days)
    assert len(days) == 61
    span = await procore.get(f"{HEADERS}/index?start_date=2026-09-14&end_date=2026-09-18")
    assert len(span) == 5


@pytest.mark.anyio
async def test_a_day_is_completed_reopened_and_sent_out(procore: Visitor) -> None:
    body = {"daily_log_header": {"completed": True, "distributed": True}}
    done = (await procore.ask("PATCH", f"{HEADERS}?log_date={DAY}", body)).json()
    assert (done["completed"], done["distributed"]) == (True, True)
    assert done["completed_by"]["id"] == procore.facts.user_id
    assert (await procore.ask("PATCH", f"{HEADERS}?log_date={DAY}", body)).json() == done
    body = {"daily_log_header": {"completed": False, "distributed": False}}
    again = (await procore.ask("PATCH", f"{HEADERS}?id={done['id']}", body)).json()
    assert (again["completed"], again["completed_at"], again["distributed"]) == (False, None, True)


@pytest.mark.anyio
async def test_counts_are_those_of_the_lists(procore: Visitor, simulator: Simulator) -> None:
    counts = {item["module_name"]: item["count"] for item in await procore.get(COUNTS)}
    assert counts["manpower_log"] == len(await procore.get(f"{LOGS}/manpower_logs"))
    headers = await as_superintendent(procore, simulator)
    everything = await procore.get(f"{COUNTS}?filters[status]=all", **headers)
    assert sum(item["count"] for item in everything) > sum(counts.values())


@pytest.mark.anyio
async def test_many_logs_are_approved_one_by_one(procore: Visitor, simulator: Simulator) -> None:
    headers = await as_superintendent(procore, simulator)
    waiting = await procore.get(f"{LOGS}/manpower_logs?filters[status]=pending", **headers)
    changes = [{"id": log["id"], "status": "approved"} for log in waiting] + [{"id": 5, "status": "approved"}]
    path, body = f"{LOGS}/daily_logs/bulk_updates/bulk_update", {"updates": {"manpower_log": changes}}
    refused = (await procore.ask("PATCH", path, body)).json()[0]["manpower_log"]
    assert {told["success"] for told in refused} == {False}
    done = (await procore.ask("PATCH", path, body, **headers)).json()[0]["manpower_log"]
    assert [told["success"] for told in done] == [True] * len(waiting) + [False]
    assert await procore.get(f"{LOGS}/manpower_logs?filters[status]=pending", **headers) == []


@pytest.mark.anyio
async def test_hours_are_sent_back_by_their_own_name(procore: Visitor, simulator: Simulator) -> None:
    headers = await as_superintendent(procore, simulator)
    entry = (await procore.get(f"{LOGS}/timecard_entries"))[0]
    body = {"updates": {"timecard_entry": [{"id": entry["id"], "status": "rejected"}]}}
    await procore.ask("PATCH", f"{LOGS}/daily_logs/bulk_updates/bulk_update", body, **headers)
    shown = await procore.get(f"{LOGS}/timecard_entries/{entry['id']}")
    assert (entry["approval_status"], shown["approval_status"]) == ("pending", "rejected")
    assert shown["updated_at"] == "2026-09-21T12:00:00Z"


@pytest.mark.anyio
async def test_copies_are_on_the_page_of_their_new_day(procore: Visitor) -> None:
    page = await procore.get(f"{HEADERS}?log_date=2026-09-20")
    body = {"from_date": "2026-09-18", "to_date": "2026-09-20", "log_types": ["notes_log", "timecard_entry"]}
    made = (await procore.ask("POST", CLONES, body)).json()
    assert {note["daily_log_header_id"] for note in made["notes_log"]} == {page["id"]}
    assert {entry["timesheet"] for entry in made["timecard_entry"]} == {None}
    note = {"notes_log": {"comment": "New", "date": "2026-09-20"}}
    assert (await procore.ask("POST", f"{LOGS}/notes_logs", note)).json()["daily_log_header_id"] == page["id"]


@pytest.mark.anyio
async def test_a_day_is_copied_once_for_a_token(procore: Visitor) -> None:
    before = await procore.get(f"{LOGS}/manpower_logs?log_date=2026-09-18")
    body = {"from_date": "2026-09-18", "to_date": "2026-09-19", "log_types": ["manpower_log", "notes_log"]}
    made = await procore.ask("POST", CLONES, body, Idempotency_Token="once")
    assert made.status_code == 201
    assert [log["position"] for log in made.json()["manpower_log"]] == list(range(1, len(before) + 1))
    again = await procore.ask("POST", CLONES, body, Idempotency_Token="once")
    assert (again.status_code, again.text) == (200, "")
    assert len(await procore.get(f"{LOGS}/manpower_logs?log_date=2026-09-19")) == len(before)
    assert (await procore.ask("POST", CLONES, body | {"to_date": "soon"})).status_code == 400
    assert (await procore.ask("POST", CLONES, body | {"daily_log_segment_id": 3})).json()["manpower_log"] == []
