"""The company's directory: people and firms."""

from __future__ import annotations

import httpx2
import pytest

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
async def test_people_are_found_by_firm_trade_and_words(procore: Visitor, simulator: Simulator) -> None:
    found = await procore.get(f"{USERS}?filters[search]=fielding&sort=name")
    assert found
    assert [user["name"] for user in found] == sorted(user["name"] for user in found)
    firm = found[0]["vendor"]["id"]
    assert {user["vendor"]["id"] for user in await procore.get(f"{USERS}?filters[vendor_id]={firm}")} == {firm}
    vendor = next(row for row in simulator.store.all("vendors") if row.data["trades"])
    trades = vendor.data["trades"]
    assert isinstance(trades, list)
    trade = trades[0]
    assert isinstance(trade, dict)
    by_trade = await procore.get(f"{USERS}?filters[trade_id][]={trade['id']}")
    assert all(user["vendor"] for user in by_trade)
    simulator.store.all("users")
    nobody = simulator.store.find("users", procore.facts.user_id)
    assert nobody is not None
    nobody.change({"vendor": None})
    assert nobody.id not in [user["id"] for user in await procore.get(f"{USERS}?filters[trade_id][]={trade['id']}")]


@pytest.mark.anyio
async def test_another_company_in_the_path_is_empty_or_absent(procore: Visitor) -> None:
    assert await procore.get("/rest/v1.3/companies/1/users") == []
    assert (await procore.ask("GET", "/rest/v1.3/companies/1/me")).status_code == 404


@pytest.mark.anyio
async def test_an_app_that_signs_in_as_itself_is_nobody(simulator: Simulator, procore: Visitor) -> None:
    token = simulator.tokens.issue(Caller(simulator.client.id, None)).access_token
    answer: httpx2.Response = await procore.ask("GET", ME, Authorization=f"Bearer {token}")
    assert answer.status_code == 404


@pytest.mark.anyio
async def test_a_firm_of_the_company_is_shown(procore: Visitor) -> None:
    first = (await procore.get("/rest/v1.0/vendors?company_id={company}"))[0]
    path = f"/rest/v1.0/vendors/{first['id']}"
    assert await procore.get(f"{path}?company_id={{company}}") == first
    assert set(await procore.get(f"{path}?company_id={{company}}&view=compact")) == {"id", "name"}
    assert (await procore.ask("GET", path)).status_code == 400
