"""People and firms come, go and come back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

COMPANY = "/rest/v1.0/companies/{company}"
EVERYONE = "/rest/v1.3/companies/{company}/users"
HERE = "/rest/v1.0/projects/{project}/users"
FIRMS = "/rest/v1.1/projects/{project}/vendors"
TEMPLATES = "/rest/v1.0/projects/{project}/permission_templates"
ASSIGN = "/rest/v1.0/projects/{project}/permission_template_assignments"
KIM = {"first_name": "Kim", "last_name": "Alvarez", "email_address": "kim@example.test"}


async def ids(procore: Visitor, path: str) -> list[int]:
    return [item["id"] for item in await procore.get(path)]


async def added(procore: Visitor, path: str, user: dict[str, Any]) -> Any:
    answer = await procore.ask("POST", path, {"user": user})
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_a_new_person_of_the_company_is_on_no_project_until_added(procore: Visitor) -> None:
    kim = await added(procore, EVERYONE, KIM)
    assert (kim["name"], kim["initials"], kim["is_active"]) == ("Kim Alvarez", "KA", True)
    assert kim["id"] in await ids(procore, EVERYONE)
    assert kim["id"] not in await ids(procore, HERE)
    template = (await procore.get(TEMPLATES))[0]
    there = f"{HERE}/{kim['id']}/actions"
    on_it = await added(procore, f"{there}/add", {"permission_template_id": template["id"]})
    assert on_it["permission_template"]["name"] == template["name"]
    assert kim["id"] in await ids(procore, HERE)
    assert (await procore.ask("DELETE", f"{there}/remove")).status_code == 204
    assert kim["id"] not in await ids(procore, HERE)
    assert (await procore.ask("PATCH", f"{EVERYONE}/{kim['id']}/invite")).status_code == 202
    assert (await procore.ask("POST", f"{HERE}/1/actions/add", {"user": {}})).status_code == 404


@pytest.mark.anyio
async def test_an_address_belongs_to_one_person(procore: Visitor) -> None:
    await added(procore, HERE, KIM)
    assert (await procore.ask("POST", EVERYONE, {"user": KIM})).status_code == 409
    assert (await procore.ask("POST", HERE, {"user": KIM})).status_code == 400


@pytest.mark.anyio
async def test_who_leaves_a_project_is_listed_among_the_inactive_and_comes_back(procore: Visitor) -> None:
    dale = await procore.someone()
    await procore.ask("PATCH", f"{HERE}/{dale}", {"user": {"is_active": False}})
    assert dale not in await ids(procore, HERE)
    assert dale in await ids(procore, f"{HERE}/inactive")
    back = await procore.ask("PATCH", f"{HERE}/inactive/{dale}")
    assert back.json()["is_active"] is True
    assert dale in await ids(procore, HERE)
    assert (await procore.ask("PATCH", f"{HERE}/inactive/{dale}")).status_code == 404


@pytest.mark.anyio
async def test_who_leaves_the_company_leaves_its_projects(procore: Visitor) -> None:
    kim = await added(procore, HERE, KIM)
    body = {"user": {**KIM, "is_active": False}}
    assert (await procore.ask("PATCH", f"{EVERYONE}/{kim['id']}", body)).status_code == 200
    assert kim["id"] not in await ids(procore, HERE)
    inactive = f"{COMPANY}/users/inactive"
    assert kim["id"] in await ids(procore, f"{inactive}?sort=name")
    assert (await procore.ask("PATCH", f"{inactive}/{kim['id']}")).json()["is_active"] is True
    assert kim["id"] not in await ids(procore, inactive)
    assert kim["id"] in await ids(procore, f"{HERE}/inactive")


@pytest.mark.anyio
async def test_people_are_written_together_each_by_itself(procore: Visitor) -> None:
    dale = await procore.someone()
    updates = [{"id": dale, "job_title": "General Superintendent"}, KIM, {**KIM, "first_name": "Tim"}]
    told = (await procore.ask("PATCH", f"{EVERYONE}/sync", {"updates": updates})).json()
    assert [person["name"] for person in told["entities"]] == ["Dale Kowalczyk", "Kim Alvarez"]
    assert [error["errors"] for error in told["errors"]] == [{"email_address": ["has already been taken"]}]


@pytest.mark.anyio
async def test_a_firm_is_the_companys_first_and_then_the_projects(procore: Visitor) -> None:
    trade = (await procore.get(f"{COMPANY}/trades"))[0]
    vendor = {"name": "Quarry Lane Masonry", "trade_ids": [trade["id"]]}
    body = {"company_id": procore.facts.company_id, "vendor": vendor}
    firm = (await procore.ask("POST", "/rest/v1.0/vendors", body)).json()
    assert (firm["trades"][0]["name"], firm["project_ids"], firm["is_active"]) == (trade["name"], [], True)
    on_it = await procore.ask("POST", f"{FIRMS}/{firm['id']}/actions/add")
    assert (on_it.status_code, on_it.json()["project_ids"]) == (201, [procore.facts.project_id])
    changed = await procore.ask("PATCH", f"{FIRMS}/{firm['id']}", {"vendor": {"city": "Salem"}})
    assert changed.json()["city"] == "Salem"
    assert (await procore.ask("DELETE", f"{FIRMS}/{firm['id']}/actions/remove")).status_code == 204
    assert firm["id"] not in await ids(procore, FIRMS)
    made = (await procore.ask("POST", FIRMS, {"vendor": {"name": "Harbor Glazing"}})).json()
    assert made["project_ids"] == [procore.facts.project_id]
    assert made["id"] in await ids(procore, "/rest/v1.0/vendors?company_id={company}")


@pytest.mark.anyio
async def test_a_template_is_given_to_people_of_the_project(procore: Visitor) -> None:
    dale = await procore.someone()
    template = (await procore.get(f"{TEMPLATES}?filters[assignables_only]=true"))[-1]
    chosen = {"user_id": dale, "permission_template_id": template["id"]}
    answer = await procore.ask("PATCH", ASSIGN, {"permission_template_assignments": chosen})
    assert answer.json() == {**chosen, "project_id": procore.facts.project_id}
    assert (await procore.get(f"{HERE}/{dale}"))["permission_template"]["id"] == template["id"]
    for wrong in ({**chosen, "user_id": 1}, {**chosen, "permission_template_id": 1}):
        refused = await procore.ask("PATCH", ASSIGN, {"permission_template_assignments": wrong})
        assert refused.status_code == 422


@pytest.mark.anyio
async def test_templates_for_the_companys_tools_are_not_for_projects(procore: Visitor) -> None:
    company = await procore.get(f"{COMPANY}/permission_templates?filters[type]=company_tools")
    assert company
    assert not {one["id"] for one in company} & set(await ids(procore, TEMPLATES))
