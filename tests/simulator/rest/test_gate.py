"""Who gets in, for which company and project."""

from __future__ import annotations

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
V2_ISSUES = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues"


def company(simulator: Simulator, *, connected: bool = True) -> int:
    """The second company of the engineer, or the one in which the app is not installed."""
    found = [row.id for row in simulator.store.all("companies") if row.data["_app_installed"] is connected]
    return found[-1]


def project(simulator: Simulator, key: str) -> int:
    return next(row.id for row in simulator.store.all("projects") if row.data["_key"] == key)


@pytest.mark.anyio
@pytest.mark.parametrize("credentials", ["", "Bearer wrong", "Basic dXNlcjpwYXNz"])
async def test_no_good_token_is_401(credentials: str, procore: Visitor) -> None:
    answer = await procore.ask("GET", RFIS, Authorization=credentials)
    assert answer.status_code == 401
    assert answer.json()["error"] == "Invalid Token"


@pytest.mark.anyio
async def test_a_token_ends_with_its_time(procore: Visitor, clock: SteppableClock) -> None:
    clock.advance(5399)
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 200
    clock.advance(1)
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 401


@pytest.mark.anyio
async def test_v2_answers_401_in_its_own_shape(procore: Visitor) -> None:
    answer = await procore.ask("GET", V2_ISSUES, Authorization="Bearer wrong")
    assert answer.json()["error"]["details"][0]["reason_code"] == "INVALID_TOKEN"


@pytest.mark.anyio
async def test_a_missing_company_header_is_refused(procore: Visitor) -> None:
    del procore.client.headers["Procore-Company-Id"]
    answer = await procore.ask("GET", RFIS)
    assert answer.status_code == 400
    assert answer.json()["errors"][0].startswith("Missing Procore-Company-Id header!")


@pytest.mark.anyio
async def test_a_company_header_that_is_no_number_is_refused(procore: Visitor) -> None:
    assert (await procore.ask("GET", RFIS, Procore_Company_Id="calloway")).status_code == 400


@pytest.mark.anyio
async def test_without_enforcement_a_missing_header_finds_nothing(procore: Visitor, simulator: Simulator) -> None:
    simulator.settings.company_header = False
    del procore.client.headers["Procore-Company-Id"]
    assert await procore.get(RFIS) == []
    assert (await procore.ask("GET", f"{RFIS}/1")).status_code == 404


@pytest.mark.anyio
async def test_me_and_companies_need_no_header(procore: Visitor) -> None:
    del procore.client.headers["Procore-Company-Id"]
    assert (await procore.get("/rest/v1.0/me"))["id"] == procore.facts.user_id
    assert len(await procore.get("/rest/v1.0/companies")) == 3
    assert (await procore.ask("GET", "/rest/v1.0/me?company_id=1")).status_code == 400


@pytest.mark.anyio
async def test_an_app_that_signs_in_as_itself_always_needs_the_header(procore: Visitor, simulator: Simulator) -> None:
    token = simulator.tokens.issue(Caller(simulator.client.id, None)).access_token
    procore.client.headers["Authorization"] = f"Bearer {token}"
    companies = await procore.get("/rest/v1.0/companies")
    assert len(companies) == 2
    assert (await procore.get("/rest/v1.0/me"))["name"] == "Service account"
    assert await procore.get(RFIS)
    del procore.client.headers["Procore-Company-Id"]
    assert (await procore.ask("GET", "/rest/v1.0/companies")).status_code == 400


@pytest.mark.anyio
async def test_another_company_in_the_header_gives_empty_lists_and_404(procore: Visitor, simulator: Simulator) -> None:
    rfi = (await procore.get(f"{RFIS}?per_page=1"))[0]["id"]
    for other in (str(company(simulator)), "99"):
        answer = await procore.ask("GET", RFIS, Procore_Company_Id=other)
        assert (answer.status_code, answer.json(), answer.headers["Total"]) == (200, [], "0")
        assert (await procore.ask("GET", f"{RFIS}/{rfi}", Procore_Company_Id=other)).status_code == 404
        vendors = await procore.ask("GET", "/rest/v1.0/vendors?company_id={company}", Procore_Company_Id=other)
        assert vendors.json() == []
        assert (await procore.ask("GET", V2_ISSUES, Procore_Company_Id=other)).json() == {"data": []}
        folders = "/rest/v1.0/folders?project_id={project}"
        assert (await procore.ask("GET", folders, Procore_Company_Id=other)).status_code == 404


@pytest.mark.anyio
async def test_the_region_of_a_company_that_is_not_yours_is_a_nested_400(procore: Visitor) -> None:
    answer = await procore.ask("GET", "/rest/v1.0/company_base_url", Procore_Company_Id="99")
    assert answer.status_code == 400
    assert set(answer.json()["error"]) == {"code", "message"}


@pytest.mark.anyio
async def test_where_the_app_is_not_installed_everything_is_403_but_the_region(
    procore: Visitor, simulator: Simulator
) -> None:
    elsewhere = str(company(simulator, connected=False))
    answer = await procore.ask("GET", f"/rest/v1.1/projects?company_id={elsewhere}", Procore_Company_Id=elsewhere)
    assert answer.status_code == 403
    assert answer.json() == {"errors": ["App is not connected to this company."]}
    assert await procore.get("/rest/v1.0/company_base_url", Procore_Company_Id=elsewhere)


@pytest.mark.anyio
async def test_a_project_that_one_may_not_see_does_not_exist(procore: Visitor, simulator: Simulator) -> None:
    hidden = next(row.id for row in simulator.store.all("projects") if _is_hidden(row.data, procore))
    for path in (f"/rest/v1.0/projects/{hidden}/rfis", f"/rest/v1.0/projects/{hidden}?company_id={{company}}"):
        assert (await procore.ask("GET", path)).status_code == 404
    listed = await procore.get("/rest/v1.1/projects?company_id={company}")
    assert hidden not in [item["id"] for item in listed]


def _is_hidden(data: Record, procore: Visitor) -> bool:
    visible_to = data["_visible_to"]
    assert isinstance(visible_to, list)
    return data["_company_id"] == procore.facts.company_id and procore.facts.user_id not in visible_to


@pytest.mark.anyio
async def test_a_tool_that_is_switched_off_is_403(procore: Visitor, simulator: Simulator) -> None:
    off = next(row for row in simulator.store.all("tools") if row.data["_name"] == "rfis" and not row.data["is_active"])
    where = off.data["_company_id"]
    answer = await procore.ask(
        "GET", f"/rest/v1.0/projects/{off.data['_project_id']}/rfis", Procore_Company_Id=str(where)
    )
    assert answer.status_code == 403
    assert answer.json()["code"] == 403


@pytest.mark.anyio
async def test_read_only_people_read_but_do_not_write(procore: Visitor, simulator: Simulator) -> None:
    _set_level(simulator, procore, 2)
    assert await procore.get(RFIS)
    assert (await procore.new_rfi()).status_code == 403
    _set_level(simulator, procore, 1)
    assert (await procore.ask("GET", RFIS)).status_code == 403


def _set_level(simulator: Simulator, procore: Visitor, level: int) -> None:
    for row in simulator.store.owned("permissions", "_user_id", procore.facts.user_id):
        tools = row.data["tools"]
        assert isinstance(tools, list)
        others = [tool for tool in tools if isinstance(tool, dict) and tool["name"] != "rfi"]
        rfis: Record = {"name": "rfi", "user_access_level": {"id": level, "name": "Changed"}}
        row.change({"tools": [*others, rfis]})


@pytest.mark.anyio
async def test_a_private_record_is_there_for_its_people_only(procore: Visitor, simulator: Simulator) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    stored = simulator.store.find("rfis", rfi)
    assert stored is not None
    stored.change({"_visible_to": [1]})
    assert (await procore.ask("GET", f"{RFIS}/{rfi}")).status_code == 404
    assert rfi not in [item["id"] for item in await procore.get(RFIS)]
    stored.change({"_visible_to": [procore.facts.user_id]})
    assert (await procore.ask("GET", f"{RFIS}/{rfi}")).status_code == 200


@pytest.mark.anyio
async def test_an_id_that_is_no_number_is_not_found(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{RFIS}/first")).status_code == 404


@pytest.mark.anyio
async def test_a_stranger_without_a_token_learns_nothing_about_contracts(simulator: Simulator) -> None:
    transport = httpx2.ASGITransport(app=simulator.api_app)
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api) as client:
        assert (await client.get("/rest/v9.9/anything")).status_code == 401
