"""The simulator's own doors: faults, report, facts, clock and tokens."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.visitor import Visitor


@pytest.mark.anyio
async def test_faults_are_added_listed_and_cleared(procore: Visitor) -> None:
    fault = {"method": "GET", "path": "/rest/v1.0/me", "status": 500, "times": 2}
    assert (await procore.ask("POST", "/_simulator/faults", fault)).status_code == 201
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 500
    assert (await procore.get("/_simulator/faults"))[0]["times"] == 1
    assert (await procore.ask("DELETE", "/_simulator/faults")).status_code == 204
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 200


@pytest.mark.anyio
@pytest.mark.parametrize("body", [{"stauts": 500}, {"path": 7}, {"path": "("}, {"times": "two"}, [1]])
async def test_a_fault_that_makes_no_sense_is_refused(body: Any, procore: Visitor, simulator: Simulator) -> None:
    assert (await procore.ask("POST", "/_simulator/faults", body)).status_code == 400
    assert simulator.faults.waiting == []


@pytest.mark.anyio
async def test_a_body_that_is_no_json_is_refused(procore: Visitor) -> None:
    assert (await procore.client.post("/_simulator/faults", content=b"{")).status_code == 400


@pytest.mark.anyio
async def test_the_report_can_be_read_and_cleared_without_being_in_it(procore: Visitor) -> None:
    await procore.ask("GET", "/rest/v1.0/me")
    seen = (await procore.get("/_simulator/report"))["seen"]
    assert [(item["path"], item["status"]) for item in seen] == [("/rest/v1.0/me", 200)]
    assert (await procore.ask("DELETE", "/_simulator/report")).status_code == 204
    assert await procore.get("/_simulator/report") == {"seen": []}


@pytest.mark.anyio
async def test_facts_sign_in_anew(procore: Visitor) -> None:
    facts = await procore.get("/_simulator/facts")
    assert facts["project_id"] == procore.facts.project_id
    assert facts["access_token"] != procore.facts.access_token
    me = await procore.ask("GET", "/rest/v1.0/me", Authorization=f"Bearer {facts['access_token']}")
    assert me.json()["id"] == facts["user_id"]


@pytest.mark.anyio
async def test_tokens_can_be_made_to_expire(procore: Visitor) -> None:
    assert (await procore.ask("POST", "/_simulator/expire-tokens")).status_code == 204
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 401


@pytest.mark.anyio
@pytest.mark.parametrize("body", [{"seconds": -5}, {"seconds": "ten"}, {}])
async def test_the_clock_moves_by_positive_numbers_only(body: Any, procore: Visitor) -> None:
    assert (await procore.ask("POST", "/_simulator/clock/advance", body)).status_code == 400


@pytest.mark.anyio
async def test_a_real_clock_cannot_be_moved(world: World) -> None:
    def noon() -> float:
        return dt.datetime(2026, 9, 21, 12, tzinfo=dt.UTC).timestamp()

    simulator = Simulator(world, noon)
    transport = httpx2.ASGITransport(app=simulator.api_app)
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api) as client:
        answer = await client.post("/_simulator/clock/advance", json={"seconds": 5})
    assert answer.status_code == 409


@pytest.mark.anyio
async def test_the_doors_are_closed_to_other_machines(simulator: Simulator) -> None:
    transport = httpx2.ASGITransport(app=simulator.api_app, client=("192.0.2.7", 5000))
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api) as client:
        assert (await client.get("/_simulator/facts")).status_code == 403


@pytest.mark.anyio
async def test_an_unknown_door_lists_the_others(procore: Visitor) -> None:
    answer = await procore.ask("GET", "/_simulator/back")
    assert answer.status_code == 404
    assert "POST /_simulator/faults" in answer.json()["doors"]


@pytest.mark.anyio
async def test_every_door_for_programs_is_in_the_manual(procore: Visitor) -> None:
    manual = (Path(__file__).parents[3] / "docs" / "simulator.md").read_text(encoding="utf-8")
    doors = (await procore.ask("GET", "/_simulator/nowhere")).json()["doors"]
    names = {door.rpartition("/_simulator/")[2] for door in doors}
    missing = {name for name in names if not re.search(rf"`(GET|POST) {name}`", manual)}
    assert missing == {"", "forms/faults", "forms/settings"}, "those that people open in a browser"


@pytest.mark.anyio
async def test_the_page_shows_state_limits_faults_and_requests(procore: Visitor, simulator: Simulator) -> None:
    empty = (await procore.ask("GET", "/_simulator/")).text
    assert "None yet." in empty
    simulator.faults.add(("GET", "/<script>"), drop="after_commit")
    simulator.faults.add(("GET", "/slow"), delay=1)
    await procore.ask("GET", "/rest/v1.0/me")
    page = (await procore.ask("GET", "/_simulator/")).text
    assert "/rest/v1.0/me" in page
    assert "drop after commit" in page
    assert "&lt;script&gt;" in page
    assert simulator.client.id in page
    assert procore.facts.access_token not in page
    assert simulator.client.secret not in page


@pytest.mark.anyio
async def test_settings_can_be_changed_while_it_runs(procore: Visitor, simulator: Simulator) -> None:
    before = await procore.get("/_simulator/settings")
    changed = await procore.ask("POST", "/_simulator/settings", {"spike_limit": 2, "auto_approve": True})
    assert changed.json() == before | {"spike_limit": 2, "auto_approve": True}
    assert simulator.settings.auto_approve is True
    statuses = [(await procore.ask("GET", "/rest/v1.0/me")).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]
    required = {"configured_required": {"rfis": ["location_id"]}}
    assert (await procore.ask("POST", "/_simulator/settings", required)).status_code == 200
    assert simulator.settings.configured_required == {"rfis": ("location_id",)}


@pytest.mark.anyio
@pytest.mark.parametrize(
    "body", [{"spike": 2}, {"spike_limit": -1}, {"spike_limit": "many"}, {"redirect_status": 301}, [1]]
)
async def test_a_setting_that_makes_no_sense_changes_nothing(body: Any, procore: Visitor) -> None:
    before = await procore.get("/_simulator/settings")
    both = body | {"retry_after": False} if isinstance(body, dict) else body
    assert (await procore.ask("POST", "/_simulator/settings", both)).status_code == 400
    assert await procore.get("/_simulator/settings") == before


@pytest.mark.anyio
async def test_what_can_be_answered_is_listed_for_programs_and_people(procore: Visitor) -> None:
    covered = {item["resource"]: item for item in await procore.get("/_simulator/coverage")}
    assert covered["rfis"]["verified"] == "docs"
    assert {"verb": "show", "method": "GET", "path": "/rest/v1.0/me"} in covered["me"]["actions"]
    page = (await procore.ask("GET", "/_simulator/")).text.replace("<wbr>", "")
    assert "What it can answer" in page
    assert all(f"<td>{resource.replace('_', ' ')}</td>" in page for resource in covered)


@pytest.mark.anyio
async def test_a_gap_says_what_is_known_of_the_path(procore: Visitor) -> None:
    answer = await procore.ask("DELETE", "/rest/v1.0/projects/{project}/rfis/1")
    assert answer.status_code == 501
    assert answer.json()["error"] == "Not Implemented"
    assert answer.json()["known_methods"] == ["GET", "PATCH"]
    nowhere = await procore.ask("GET", "/rest/v1.0/unicorns/1")
    assert (nowhere.json()["known_methods"], nowhere.json()["path"]) == ([], "/rest/v1.0/unicorns/1")
    rfi = (await procore.get("/rest/v1.0/projects/{project}/rfis?per_page=1"))[0]["id"]
    printed = await procore.ask("GET", f"/rest/v1.0/projects/{{project}}/rfis/{rfi}.pdf")
    assert printed.status_code == 501, "an RFI that exists is not called absent"


FORMS = "/_simulator/forms"


@pytest.mark.anyio
async def test_a_person_adds_and_clears_faults_on_the_page(procore: Visitor, simulator: Simulator) -> None:
    form = {"act": "add", "kind": "gateway", "method": "GET", "path": "/rest/v1.0/me", "times": "2"}
    added = await procore.client.post(f"{FORMS}/faults", data=form)
    failed = await procore.ask("GET", "/rest/v1.0/me")
    page = await procore.client.get("/_simulator/")
    await procore.client.post(f"{FORMS}/faults", data={"act": "clear"})
    assert (added.status_code, added.headers["location"]) == (303, "/_simulator/")
    assert (failed.status_code, failed.text[:6]) == (502, "<html>")
    assert "/rest/v1.0/me</td><td>502</td><td>1</td>" in page.text
    assert simulator.faults.waiting == []


@pytest.mark.anyio
async def test_a_person_sees_and_changes_the_settings_on_the_page(procore: Visitor, simulator: Simulator) -> None:
    form = {"hourly_limit": "10", "retry_after": "false", "redirect_status": "307", "limit_body": "html"}
    changed = await procore.client.post(f"{FORMS}/settings", data=form)
    page = (await procore.client.get("/_simulator/")).text
    settings = simulator.settings
    assert changed.status_code == 303
    assert (settings.hourly_limit, settings.retry_after, settings.redirect_status) == (10, False, 307)
    assert 'name="hourly_limit" type="number" min="0" value="10"' in page
    assert '<option value="html" selected>' in page
    assert '<option value="false" selected>' in page


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("door", "form"),
    [("faults", {"kind": "fire"}), ("faults", {"kind": "late", "path": "("}), ("settings", {"hourly_limit": "few"})],
)
async def test_a_form_that_makes_no_sense_changes_nothing(
    door: str, form: dict[str, str], procore: Visitor, simulator: Simulator
) -> None:
    assert (await procore.client.post(f"{FORMS}/{door}", data=form)).status_code == 400
    assert simulator.faults.waiting == []
    assert simulator.settings.hourly_limit == 3600


@pytest.mark.anyio
async def test_a_form_of_another_site_is_refused(procore: Visitor, simulator: Simulator) -> None:
    elsewhere = {"Origin": "https://evil.test"}
    answer = await procore.client.post(f"{FORMS}/faults", data={"kind": "error"}, headers=elsewhere)
    at_home = {"Origin": simulator.origins.api}
    taken = await procore.client.post(f"{FORMS}/faults", data={"kind": "error"}, headers=at_home)
    assert (answer.status_code, taken.status_code) == (403, 303)
    assert len(simulator.faults.waiting) == 1


@pytest.mark.anyio
async def test_a_setting_below_zero_can_be_seen_and_sent_by_the_form(procore: Visitor, simulator: Simulator) -> None:
    await procore.ask("POST", "/_simulator/settings", {"daily_log_utc_offset": -5})
    page = (await procore.client.get("/_simulator/")).text
    assert 'name="daily_log_utc_offset" type="number" min="-12" value="-5" max="14"' in page
    await procore.client.post("/_simulator/forms/settings", data={"daily_log_utc_offset": "-7"})
    assert simulator.settings.daily_log_utc_offset == -7


@pytest.mark.anyio
async def test_the_page_says_what_each_fault_will_do(procore: Visitor) -> None:
    for fault in (
        {"status": 503, "headers": {"Retry-After": "5"}, "skip": 2},
        {"delay": 10, "drop": "after_commit"},
        {"truncate": True},
        {"slow_body": 2.5},
    ):
        await procore.ask("POST", "/_simulator/faults", fault)
    page = (await procore.client.get("/_simulator/")).text
    for words in (
        "after 2 more, 503, with Retry-After",
        "10 s late, drop after commit",
        "cut in the middle",
        "over 2.5 s",
    ):
        assert f">{words}</td>" in page
