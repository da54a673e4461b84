"""Projects and the directories around them."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

PROJECTS = "/rest/v1.0/projects"
HERE = "?company_id={company}"


def a_body(procore: Visitor, **fields: Any) -> dict[str, Any]:
    return {"company_id": procore.facts.company_id, "project": {"name": "Annex"} | fields}


@pytest.mark.anyio
async def test_both_versions_list_the_same_projects(procore: Visitor) -> None:
    old = await procore.get(f"{PROJECTS}{HERE}&serializer_view=compact")
    new = await procore.get(f"/rest/v1.1/projects{HERE}&view=ids")
    light = await procore.get("/rest/v1.0/companies/{company}/projects")
    assert set(old[0]) == {"id", "name", "display_name"}
    assert [item["id"] for item in old] == new == [item["id"] for item in light]
    assert light[0]["address"]["city"] == "Portland"


@pytest.mark.anyio
async def test_status_filters_split_the_list(procore: Visitor) -> None:
    async def ids(word: str) -> set[int]:
        return set(await procore.get(f"/rest/v1.1/projects{HERE}&filters[by_status]={word}&view=ids"))

    assert await ids("Active") | await ids("Inactive") == await ids("All")
    assert procore.facts.project_id in await ids("Active")


@pytest.mark.anyio
async def test_projects_can_be_found_by_a_firm_that_works_there(procore: Visitor) -> None:
    vendor = (await procore.get("/rest/v1.1/projects/{project}/vendors?filters[search]=shoring&view=name"))[0]["id"]
    found = await procore.get(f"/rest/v1.1/projects{HERE}&filters[vendor_id]={vendor}&view=ids")
    assert procore.facts.project_id in found
    assert await procore.get(f"/rest/v1.1/projects{HERE}&filters[vendor_id]=1") == []


@pytest.mark.anyio
async def test_a_new_project_shows_money_as_text_and_belongs_to_its_maker(procore: Visitor) -> None:
    stage = (await procore.get(f"{PROJECTS}{HERE}"))[0]["project_stage"]["id"]
    fields = {"project_number": "26-01", "total_value": 7300.5, "project_stage_id": stage, "time_zone": "London"}
    program = (await procore.get("/rest/v1.0/companies/{company}/programs"))[0]
    fields |= {"program_id": program["id"], "parent_job_id": procore.facts.project_id}
    answer = await procore.ask("POST", PROJECTS, a_body(procore, **fields))
    project = answer.json()
    assert answer.status_code == 201, answer.text
    assert (project["display_name"], project["total_value"]) == ("26-01 - Annex", "7300.5")
    assert project["project_stage"]["id"] == project["project_stage_id"] == stage
    assert project["program"] == {"id": program["id"], "name": program["name"]}
    assert project["parent_job"]["id"] == procore.facts.project_id
    assert await procore.get(f"{PROJECTS}/{project['id']}{HERE}&view=minimal")
    assert await procore.get(f"/rest/v1.0/projects/{project['id']}/rfis") == []


@pytest.mark.anyio
async def test_an_update_changes_what_was_sent(procore: Visitor) -> None:
    path = f"{PROJECTS}/{procore.facts.project_id}"
    before = await procore.get(f"{path}{HERE}")
    fields = {"flag": "Red", "estimated_value": "99.00", "total_value": None, "project_number": ""}
    body = {"company_id": procore.facts.company_id, "project": fields}
    changed = (await procore.ask("PATCH", path, body)).json()
    assert (changed["flag"], changed["estimated_value"], changed["total_value"]) == ("Red", "99.00", None)
    assert changed["display_name"] == before["name"]
    assert changed["updated_at"] == "2026-09-21T12:00:00Z"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("fields", "field"),
    [({"time_zone": "US Pacific Time"}, "time_zone"), ({"office_id": 1}, "office_id"), ({"name": None}, "name")],
)
async def test_what_does_not_exist_is_422(fields: dict[str, Any], field: str, procore: Visitor) -> None:
    answer = await procore.ask("POST", PROJECTS, a_body(procore, **fields))
    assert answer.status_code == 422
    assert field in answer.json()["errors"]


@pytest.mark.anyio
async def test_a_company_in_the_body_that_is_not_the_headers_is_not_found(procore: Visitor) -> None:
    answer = await procore.ask("POST", PROJECTS, a_body(procore) | {"company_id": 99})
    assert answer.status_code == 404


@pytest.mark.anyio
async def test_the_directory_lists_only_people_of_the_project(procore: Visitor, simulator: Simulator) -> None:
    users = await procore.get("/rest/v1.0/projects/{project}/users")
    outsider = next(row.id for row in simulator.store.all("users") if row.id not in {user["id"] for user in users})
    assert (await procore.ask("GET", f"/rest/v1.0/projects/{{project}}/users/{outsider}")).status_code == 404
    assert (await procore.get(f"/rest/v1.0/projects/{{project}}/users/{users[0]['id']}")) == users[0]
    staff = await procore.get("/rest/v1.0/projects/{project}/users?filters[employee]=true")
    assert 0 < len(staff) < len(users)


@pytest.mark.anyio
async def test_vendors_of_the_company_are_more_than_those_of_a_project(procore: Visitor) -> None:
    company = await procore.get(f"/rest/v1.0/vendors{HERE}&view=compact")
    project = await procore.get("/rest/v1.1/projects/{project}/vendors?view=minimal")
    assert {item["id"] for item in project} <= {item["id"] for item in company}
    assert await procore.get(f"/rest/v1.1/projects/{{project}}/vendors/{project[0]['id']}")


@pytest.mark.anyio
async def test_permissions_are_told_for_a_project_or_a_company(procore: Visitor, simulator: Simulator) -> None:
    manifest = "/rest/v1.0/settings/permissions"
    tools = (await procore.get(f"{manifest}?project_id={{project}}"))["tools"]
    rfi = next(tool for tool in tools if tool["name"] == "rfi")
    assert rfi["user_access_level"] == {"id": 4, "name": "Admin"}
    assert (await procore.get(f"{manifest}?company_id={{company}}"))["tools"] != tools
    for query in ("?company_id=1", "?project_id=1"):
        assert (await procore.ask("GET", f"{manifest}{query}")).status_code == 404
    missing = await procore.ask("GET", manifest)
    assert (missing.status_code, set(missing.json()["error"])) == (400, {"code", "message"})
    for row in list(simulator.store.owned("permissions", "_user_id", procore.facts.user_id)):
        simulator.store.remove("permissions", row)
    assert await procore.get(f"{manifest}?company_id={{company}}") == {"tools": []}
    assert await procore.get("/rest/v1.0/projects/{project}/rfis")


@pytest.mark.anyio
async def test_the_tools_of_a_project_can_be_filtered(procore: Visitor) -> None:
    active = await procore.get("/rest/v1.0/projects/{project}/tools?filters[is_active]=true&for_mobile=true")
    assert {tool["is_active"] for tool in active} == {True}


@pytest.mark.anyio
async def test_free_companies_add_nothing_here(procore: Visitor) -> None:
    assert await procore.get("/rest/v1.0/companies?include_free_companies=true") == await procore.get(
        "/rest/v1.0/companies"
    )


@pytest.mark.anyio
async def test_what_procores_own_connector_sends_is_taken(procore: Visitor) -> None:
    created = await procore.ask("POST", PROJECTS, a_body(procore, county="Multnomah", code="ANX"))
    assert (created.status_code, created.json()["county"]) == (201, "Multnomah")
    where = {"code": "ANX-2", "latitude": 45.52, "longitude": -122.68}
    changed = await procore.ask("PATCH", f"{PROJECTS}/{created.json()['id']}", a_body(procore, **where))
    assert changed.status_code == 200, changed.text
    assert {name: changed.json()[name] for name in where} == where


@pytest.mark.anyio
async def test_projects_are_written_together_each_by_itself(procore: Visitor) -> None:
    updates = [{"id": procore.facts.project_id, "flag": "Red"}, {"name": "Annex"}, {"id": 1, "flag": "Red"}]
    body = {"company_id": procore.facts.company_id, "updates": updates}
    told = (await procore.ask("PATCH", f"{PROJECTS}/sync", body)).json()
    assert [project["flag"] for project in told["entities"]] == ["Red", None]
    assert told["errors"] == [{**updates[2], "errors": {"id": ["Entity with this ID not found"]}}]
