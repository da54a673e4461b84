"""What single kinds of daily logs work out by themselves."""

from __future__ import annotations

import pytest

from tests.simulator.resources.daily.test_logs import DAY, LOGS, SPAN, WEATHER, written
from tests.simulator.visitor import Visitor


@pytest.mark.anyio
async def test_hours_are_workers_times_hours(procore: Visitor) -> None:
    log = await written(procore, "manpower_log", num_workers=4, num_hours="7.5")
    assert log["man_hours"] == "30.0"
    path = f"{LOGS}/manpower_logs/{log['id']}"
    assert (await procore.ask("PATCH", path, {"manpower_log": {"num_workers": 6}})).json()["man_hours"] == "45.0"
    refused = await procore.ask("PATCH", path, {"manpower_log": {"num_hours": "all day"}})
    assert refused.status_code == 400


@pytest.mark.anyio
async def test_a_crew_is_a_firms_or_a_persons(procore: Visitor) -> None:
    firm = (await procore.get(f"{LOGS}/manpower_logs/vendor_options"))[0]
    hers = await written(procore, "manpower_log", contact_id=firm["id"], num_workers=1)
    assert (hers["vendor"], hers["user"], hers["contact"]["vendor_name"]) == (firm, None, firm["name"])
    person = (await procore.get(f"{LOGS}/manpower_logs/contact_options"))[0]
    theirs = await written(procore, "manpower_log", contact_id=person["id"])
    assert (theirs["vendor"], theirs["user"]["name"]) == (None, person["name"])
    assert theirs["contact"]["login_information_id"] == person["id"]
    refused = await procore.ask("POST", f"{LOGS}/manpower_logs", {"manpower_log": {"contact_id": 5}})
    assert refused.status_code == 400


@pytest.mark.anyio
async def test_contacts_may_be_only_our_own_people(procore: Visitor) -> None:
    path = f"{LOGS}/manpower_logs/contact_options"
    ours = await procore.get(f"{path}?filters[is_employee]=true")
    others = await procore.get(f"{path}?filters[is_employee]=false")
    assert ours
    assert len(ours) + len(others) == len(await procore.get(path))


@pytest.mark.anyio
async def test_totals_add_up_what_the_list_shows(procore: Visitor) -> None:
    logs = await procore.get(f"{LOGS}/manpower_logs?{SPAN}")
    totals = await procore.get(f"{LOGS}/manpower_logs/daily_totals?start_date=2026-06-01&end_date=2026-09-21")
    assert totals["total_workers"] == sum(log["num_workers"] for log in logs)
    assert totals["total_man_hours"] == sum(float(log["man_hours"]) for log in logs)


@pytest.mark.anyio
async def test_construction_reports_offer_the_firms_of_the_project(procore: Visitor) -> None:
    firms = await procore.get(f"{LOGS}/daily_construction_report_logs/vendor_options")
    assert set(firms[0]) == {"id", "name"}


@pytest.mark.anyio
async def test_weather_is_written_with_200_and_timed_within_its_day(procore: Visitor) -> None:
    body = {"weather_log": {"date": DAY, "time": "15:57:37Z", "is_weather_delay": 1, "sky": "Smoke"}}
    answer = await procore.ask("POST", WEATHER, body)
    assert answer.status_code == 200
    log = answer.json()
    assert (log["time"], log["is_weather_delay"], log["sky"]) == (f"{DAY}T15:57:37Z", "1", "Smoke")
    plain = (await procore.ask("POST", WEATHER, {"weather_log": {"date": DAY}})).json()
    assert (plain["time"], plain["is_weather_delay"]) == (None, None)
    assert (await procore.ask("POST", WEATHER, {"weather_log": {"sky": "Clear"}})).status_code == 400


@pytest.mark.anyio
async def test_the_words_for_weather_are_listed_in_groups(procore: Visitor) -> None:
    groups = await procore.get(f"{LOGS}/daily_logs/weather_conditions")
    assert set(groups) == {"sky", "ground", "calamity", "wind", "temperature"}
    assert groups["wind"][0] == {"key": "Calm", "value": "Calm"}


@pytest.mark.anyio
async def test_a_delay_lasts_from_its_start_to_its_end(procore: Visitor) -> None:
    whole = await written(procore, "delay_log", delay_type="Utility", start_time="7:30", end_time="11:30")
    assert (whole["duration"], whole["start_time_hour"], whole["end_time_minute"]) == (4, 7, 30)
    parts = await written(procore, "delay_log", start_time_hour=7, end_time_hour=9)
    assert (parts["duration"], parts["end_time"]) == (2, "9:00")
    assert (await written(procore, "delay_log", comments="No idea how long"))["duration"] is None


@pytest.mark.anyio
async def test_equipment_is_known_by_its_name_once_it_was_there(procore: Visitor) -> None:
    first = await written(procore, "equipment_log", equipment_name="Light tower", hours_operating=3)
    again = await written(procore, "equipment_log", equipment_name="Light tower")
    assert first["hours_operating"] == "3.0"
    assert first["equipment"] == again["equipment"]
    path, body = f"{LOGS}/equipment_logs/{again['id']}", {"equipment_log": {"equipment_name": "Heater"}}
    assert (await procore.ask("PATCH", path, body)).json()["equipment"]["name"] == "Heater"
    known = await written(procore, "equipment_log", equipment_id=(await _crane(procore)))
    assert known["equipment"]["name"] == "Tower crane TC-1"


async def _crane(procore: Visitor) -> int:
    logs = await procore.get(f"{LOGS}/equipment_logs")
    return next(log["equipment"]["id"] for log in logs if log["equipment"]["name"] == "Tower crane TC-1")


@pytest.mark.anyio
async def test_kinds_of_delays_are_hidden_not_deleted(procore: Visitor) -> None:
    path = f"{LOGS}/daily_logs/delay_log_types"
    made = (await procore.ask("POST", path, {"delay_log_type": {"display_name": "Public Event"}})).json()
    assert made["translation_key"] == "public_event"
    hidden = await procore.ask("PATCH", f"{path}/{made['id']}", {"delay_log_type": {"visible": False}})
    assert hidden.json()["visible"] is False
    assert made["id"] not in [kind["id"] for kind in await procore.get(path)]
    assert made["id"] in [kind["id"] for kind in await procore.get(f"{path}?filters[visible]=false")]
    assert made["id"] in [kind["id"] for kind in await procore.get(f"{path}?filters[visible]=false...true")]
