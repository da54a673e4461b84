"""Daily logs: today's unless asked for more, approved ones unless an administrator asks for others."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.conftest import TODAY
from tests.simulator.visitor import Visitor

LOGS = "/rest/v1.0/projects/{project}"
WEATHER = "/rest/v1.1/projects/{project}/daily_logs/weather_logs"
DAY = TODAY.isoformat()
SPAN = "start_date=2026-06-01&end_date=2026-09-21&per_page=2000"


async def written(procore: Visitor, kind: str, **fields: Any) -> Any:
    answer = await procore.ask("POST", f"{LOGS}/{kind}s", {kind: fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def as_superintendent(procore: Visitor, simulator: Simulator) -> dict[str, str]:
    """The headers of an administrator of the daily log."""
    return {"Authorization": f"Bearer {simulator.sign_in(await procore.someone('Dale')).access_token}"}


@pytest.mark.anyio
async def test_without_a_date_only_today_is_listed(procore: Visitor) -> None:
    assert {log["date"] for log in await procore.get(f"{LOGS}/manpower_logs")} == {DAY}
    assert {log["date"] for log in await procore.get(f"{LOGS}/manpower_logs?start_date=2026-09-01")} == {DAY}
    assert {log["date"] for log in await procore.get(f"{LOGS}/notes_logs?log_date=2026-09-18")} == {"2026-09-18"}


@pytest.mark.anyio
async def test_a_span_has_both_its_ends(procore: Visitor) -> None:
    found = await procore.get(f"{WEATHER}?start_date=2026-09-17&end_date=2026-09-18")
    assert {log["date"] for log in found} == {"2026-09-17", "2026-09-18"}
    assert len({log["date"] for log in await procore.get(f"{WEATHER}?{SPAN}")}) == 61


@pytest.mark.anyio
async def test_what_is_no_date_is_refused(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{LOGS}/call_logs?log_date=yesterday")).status_code == 400


@pytest.mark.anyio
async def test_only_an_administrator_sees_what_is_not_approved(procore: Visitor, simulator: Simulator) -> None:
    headers = await as_superintendent(procore, simulator)
    everything = f"{LOGS}/manpower_logs?filters[status]=all"
    pending = await procore.get(f"{LOGS}/manpower_logs?filters[status]=pending", **headers)
    assert {log["status"] for log in pending} == {"pending"}
    assert len(await procore.get(everything)) + len(pending) == len(await procore.get(everything, **headers))


@pytest.mark.anyio
async def test_an_administrator_approves_and_nobody_else(procore: Visitor, simulator: Simulator) -> None:
    headers = await as_superintendent(procore, simulator)
    log = (await procore.get(f"{LOGS}/manpower_logs?filters[status]=pending", **headers))[0]
    path, body = f"{LOGS}/manpower_logs/{log['id']}", {"manpower_log": {"status": "approved"}}
    assert (await procore.ask("PATCH", path, body)).status_code == 403
    assert (await procore.ask("PATCH", path, body, **headers)).json()["status"] == "approved"


@pytest.mark.anyio
async def test_logs_of_other_firms_wait_for_approval(procore: Visitor, simulator: Simulator) -> None:
    theirs = simulator.sign_in(procore.facts.user_id).access_token
    person = simulator.store.find("users", procore.facts.user_id)
    assert person is not None
    person.change({"is_employee": False})
    body = {"notes_log": {"comment": "From outside"}}
    answer = await procore.ask("POST", f"{LOGS}/notes_logs", body, Authorization=f"Bearer {theirs}")
    assert answer.json()["status"] == "pending"


@pytest.mark.anyio
async def test_a_new_log_is_of_today_and_the_next_of_its_day(procore: Visitor) -> None:
    before = await procore.get(f"{LOGS}/notes_logs")
    log = await written(procore, "notes_log", comment="Gate B is shut")
    assert (log["date"], log["datetime"], log["status"]) == (DAY, f"{DAY}T12:00:00Z", "approved")
    assert log["position"] == len(before) + 1
    assert log["permissions"] == {"can_update": True, "can_delete": True}


@pytest.mark.anyio
async def test_a_date_or_a_moment_dates_a_log_but_not_both(procore: Visitor) -> None:
    dated = await written(procore, "call_log", date="2026-09-14")
    assert dated["datetime"] == "2026-09-14T12:00:00Z"
    timed = await written(procore, "call_log", datetime="2026-09-15T16:20:00Z")
    assert timed["date"] == "2026-09-15"
    both = {"call_log": {"date": "2026-09-14", "datetime": "2026-09-14T16:20:00Z"}}
    assert (await procore.ask("POST", f"{LOGS}/call_logs", both)).status_code == 400
    badly = await written(procore, "call_log", date="14 September")
    assert (badly["date"], badly["datetime"]) == (None, None)


@pytest.mark.anyio
@pytest.mark.parametrize("path", [["Level 12", "Slab"], "Level 12>Slab"])
async def test_a_path_makes_its_location_once(procore: Visitor, path: Any) -> None:
    first = await written(procore, "notes_log", comment="New deck", mt_location=path)
    again = await written(procore, "notes_log", comment="New deck", mt_location="level 12 > slab")
    assert first["location"]["name"] == "Level 12>Slab"
    assert first["location"] == again["location"]


@pytest.mark.anyio
async def test_a_known_location_wins_over_a_path(procore: Visitor) -> None:
    here = (await procore.get(f"{LOGS}/manpower_logs"))[0]["location"]["id"]
    log = await written(procore, "notes_log", comment="Here", location_id=here, mt_location=["Nowhere"])
    assert log["location"]["id"] == here
    for path in ([], [3], "Level 12>>Slab", 7):
        refused = await procore.ask("POST", f"{LOGS}/notes_logs", {"notes_log": {"mt_location": path}})
        assert refused.status_code == 400


@pytest.mark.anyio
async def test_a_log_is_deleted_with_200(procore: Visitor) -> None:
    log = await written(procore, "waste_log", time_hour=9, time_minute=30, material="Brick")
    path = f"{LOGS}/waste_logs/{log['id']}"
    gone = await procore.ask("DELETE", path)
    assert (gone.status_code, gone.text) == (200, "")
    assert (await procore.ask("GET", path)).status_code == 404


@pytest.mark.anyio
async def test_kinds_that_show_no_status_have_one_all_the_same(procore: Visitor) -> None:
    accidents = await procore.get(f"{LOGS}/accident_logs?{SPAN}")
    assert accidents
    assert not [log for log in accidents if "status" in log]


@pytest.mark.anyio
async def test_logs_are_found_by_who_and_where(procore: Visitor) -> None:
    some = (await procore.get(f"{LOGS}/manpower_logs?{SPAN}"))[0]
    where, who, firm = some["location"]["id"], some["created_by"]["id"], some["vendor"]["id"]
    query = f"{SPAN}&filters[location_id]={where}&filters[created_by_id]={who}&filters[vendor_id]={firm}"
    found = await procore.get(f"{LOGS}/manpower_logs?{query}")
    assert found
    assert {log["vendor"]["id"] for log in found} == {firm}
    assert (
        some["vendor"]["name"]
        in (await procore.get(f"{LOGS}/manpower_logs?{SPAN}&filters[search]=crest"))[0]["vendor"]["name"]
    )


@pytest.mark.anyio
async def test_a_project_with_the_tool_switched_off_refuses(procore: Visitor, simulator: Simulator) -> None:
    bearcreek = next(row.id for row in simulator.store.all("projects") if row.data["_key"] == "bearcreek")
    assert (await procore.ask("GET", f"/rest/v1.0/projects/{bearcreek}/notes_logs")).status_code == 403
