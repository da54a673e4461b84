"""The company's directory: people and firms."""

from __future__ import annotations

import pytest

from procore_mcp.simulator.json_types import records_in
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

USERS = "/rest/v1.3/companies/{company}/users"
ME = "/rest/v1.3/companies/{company}/me"


@pytest.mark.anyio
async def test_the_company_knows_more_people_than_a_project(procore: Visitor) -> None:
    everyone = await procore.get(f"{USERS}?view=ids_only")
    here = await procore.get("/rest/v1.0/projects/{project}/users")
    assert {user["id"] for user in here} <= set(everyone)
    assert all(isinstance(number, int) for number in everyone)


@pytest.mark.anyio
async def test_one_person_and_oneself_are_shown_whole(procore: Visitor) -> None:
    me = await procore.get(ME)
    assert (me["id"], me["email_address"]) == (procore.facts.user_id, procore.facts.user_login)
    assert await procore.get(f"{USERS}/{me['id']}") == me
    assert (await procore.ask("GET", f"{USERS}/1")).status_code == 404


@pytest.mark.anyio
async def test_inactive_people_are_not_listed(procore: Visitor, simulator: Simulator) -> None:
    dale = simulator.store.find("users", await procore.someone())
    assert dale is not None
    dale.change({"is_active": False})
    assert dale.id not in await procore.get(f"{USERS}?view=ids_only")
    assert (await procore.get(f"{USERS}/{dale.id}"))["is_active"] is False


@pytest.mark.anyio
async def test_people_are_found_by_firm_and_words(procore: Visitor) -> None:
    found = await procore.get(f"{USERS}?filters[search]=fielding&sort=name")
    assert found
    assert [user["name"] for user in found] == sorted(user["name"] for user in found)
    firm = found[0]["vendor"]["id"]
    assert {user["vendor"]["id"] for user in await procore.get(f"{USERS}?filters[vendor_id]={firm}")} == {firm}


@pytest.mark.anyio
async def test_people_are_found_by_the_trade_of_their_firm(procore: Visitor, simulator: Simulator) -> None:
    everyone = await procore.get(USERS)
    firms = {
        row.id: [trade["id"] for trade in records_in(row.data["trades"])] for row in simulator.store.all("vendors")
    }
    trade = next(trades[0] for user in everyone if (trades := firms[user["vendor"]["id"]]))
    expected = [user["id"] for user in everyone if trade in firms[user["vendor"]["id"]]]
    assert [user["id"] for user in await procore.get(f"{USERS}?filters[trade_id][]={trade}")] == expected
    leaver = simulator.store.find("users", expected[0])
    assert leaver is not None
    leaver.change({"vendor": None})
    assert [user["id"] for user in await procore.get(f"{USERS}?filters[trade_id][]={trade}")] == expected[1:]


@pytest.mark.anyio
async def test_another_company_in_the_path_is_empty_or_absent(procore: Visitor) -> None:
    assert await procore.get("/rest/v1.3/companies/1/users") == []
    assert (await procore.ask("GET", "/rest/v1.3/companies/1/me")).status_code == 404


@pytest.mark.anyio
async def test_an_app_that_signs_in_as_itself_is_nobody(simulator: Simulator, procore: Visitor) -> None:
    token = simulator.tokens.issue(Caller(simulator.client.id, None)).access_token
    answer = await procore.ask("GET", ME, Authorization=f"Bearer {token}")
    assert answer.status_code == 404


@pytest.mark.anyio
async def test_a_firm_of_the_company_is_shown(procore: Visitor) -> None:
    first = (await procore.get("/rest/v1.0/vendors?company_id={company}"))[0]
    path = f"/rest/v1.0/vendors/{first['id']}"
    assert await procore.get(f"{path}?company_id={{company}}") == first
    assert set(await procore.get(f"{path}?company_id={{company}}&view=compact")) == {"id", "name"}
    assert (await procore.ask("GET", path)).status_code == 400
