"""Scripted misbehaviour, and the report of what was seen."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
ANY_RFIS = r"/rest/v1\.0/projects/\d+/rfis"


@pytest.mark.anyio
async def test_a_fault_answers_instead_of_procore_as_often_as_told(procore: Visitor, simulator: Simulator) -> None:
    simulator.faults.add(("GET", ANY_RFIS), times=2, status=503, headers={"Retry-After": "7"}, body={"message": "busy"})
    for _ in range(2):
        answer = await procore.ask("GET", RFIS)
        assert (answer.status_code, answer.headers["Retry-After"], answer.json()) == (503, "7", {"message": "busy"})
        assert "X-Rate-Limit-Remaining" in answer.headers
    assert (await procore.ask("GET", RFIS)).status_code == 200


@pytest.mark.anyio
async def test_a_fault_waits_for_its_method_path_and_turn(procore: Visitor, simulator: Simulator) -> None:
    simulator.faults.add(("POST", ANY_RFIS), status=500)
    simulator.faults.add(("*", ANY_RFIS), status=502, skip=1)
    statuses = [(await procore.ask("GET", RFIS)).status_code for _ in range(3)]
    assert statuses == [200, 502, 200]
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 200
    assert len(simulator.faults.waiting) == 1
    simulator.faults.clear()
    assert (await procore.new_rfi()).status_code == 201


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("details", "kind", "text"),
    [
        ({"html": True}, "text/html; charset=utf-8", "<h1>502</h1>"),
        ({"body": "upstream gone"}, "text/plain; charset=utf-8", "upstream gone"),
        ({}, None, ""),
    ],
)
async def test_faults_may_answer_with_html_text_or_nothing(
    details: dict[str, Any], kind: str | None, text: str, procore: Visitor, simulator: Simulator
) -> None:
    simulator.faults.add(("GET", ".*"), status=502, **details)
    answer = await procore.ask("GET", RFIS)
    assert answer.headers.get("Content-Type") == kind
    assert text in answer.text


@pytest.mark.anyio
async def test_headers_can_be_added_to_a_real_answer(procore: Visitor, simulator: Simulator) -> None:
    simulator.faults.add(("GET", ANY_RFIS), headers={"X-Rate-Limit-Remaining": "0"})
    answer = await procore.ask("GET", RFIS)
    assert answer.headers["X-Rate-Limit-Remaining"] == "0"
    assert len(answer.json()) == 67


@pytest.mark.anyio
async def test_a_drop_before_the_commit_creates_nothing(procore: Visitor, simulator: Simulator) -> None:
    before = len(await procore.get(RFIS))
    simulator.faults.add(("POST", ANY_RFIS), drop="before_commit")
    with pytest.raises(ConnectionResetError):
        await procore.new_rfi()
    assert len(await procore.get(RFIS)) == before


@pytest.mark.anyio
async def test_a_drop_after_the_commit_has_created_the_record(procore: Visitor, simulator: Simulator) -> None:
    before = len(await procore.get(RFIS))
    simulator.faults.add(("POST", ANY_RFIS), drop="after_commit")
    with pytest.raises(ConnectionResetError):
        await procore.new_rfi()
    assert len(await procore.get(RFIS)) == before + 1
    posts = simulator.report.of("POST", RFIS.format(project=procore.facts.project_id))
    assert [(seen.status, seen.fault) for seen in posts] == [(0, True)]


@pytest.mark.anyio
async def test_delays_and_slow_bodies_pass_through_the_given_sleep(world: World, clock: SteppableClock) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    simulator = Simulator(world, clock, sleep=sleep)
    simulator.faults.add(("GET", ".*"), delay=3, slow_body=0.8)
    token = simulator.sign_in().access_token
    async with httpx2.AsyncClient(
        transport=httpx2.ASGITransport(app=simulator.api_app), base_url=simulator.origins.api
    ) as client:
        answer = await client.get("/rest/v1.0/me", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    assert answer.json()["name"]
    assert slept[0] == 3
    assert sum(slept[1:]) == pytest.approx(0.8)


def test_an_unknown_member_of_a_fault_is_a_mistake(simulator: Simulator) -> None:
    with pytest.raises(ValueError, match="stauts"):
        simulator.faults.add(("GET", ".*"), stauts=500)


@pytest.mark.anyio
async def test_the_report_tells_everything_but_the_token(procore: Visitor, simulator: Simulator) -> None:
    answer = await procore.ask("GET", f"{RFIS}?per_page=1")
    await procore.ask("GET", "/rest/v1.0/me", Authorization="")
    listed, me = simulator.report
    assert (listed.app, listed.method, listed.query) == ("api", "GET", "per_page=1")
    assert listed.path == RFIS.format(project=procore.facts.project_id)
    assert (listed.company_id, listed.bearer, listed.status) == (str(procore.facts.company_id), True, 200)
    assert listed.request_id == answer.headers["X-Request-Id"]
    assert (me.bearer, me.status) == (False, 401)
    assert procore.facts.access_token not in repr(list(simulator.report))
    simulator.report.clear()
    assert list(simulator.report) == []


def test_the_facts_hide_their_secrets_from_logs(facts: Facts) -> None:
    assert facts.access_token not in repr(facts)
    assert facts.client_secret not in repr(facts)
