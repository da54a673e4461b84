"""Whoever signs in at a bound address stays there."""

from __future__ import annotations

import anyio
import httpx2
import pytest

from tests.e2e.assistant import Assistant
from tests.e2e.office import Office
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era
from tests.server.test_http import ACCEPT, INITIALIZE

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("era", ERAS)
async def test_a_person_signs_in_at_a_project_and_names_no_ids(era: Era, office: Office, site: Site) -> None:
    address = f"{office.mcp}/c/{site.facts.company_id}/p/{site.facts.project_id}"
    with anyio.fail_after(30):
        async with office.browser() as browser, Assistant(browser, address).connected(era) as client:
            (listed,) = [tool for tool in (await client.list_tools()).tools if tool.name == "list_rfis"]
            rfis = await tell(client, "list_rfis", {"page_size": 2})
            refused = await tell(client, "list_rfis", {"company_id": site.facts.company_id})
    assert not {"company_id", "project_id"} & listed.input_schema["properties"].keys()
    assert rfis.data["project_id"] == site.facts.project_id
    assert refused.error["kind"] == "BAD_ARGUMENTS"


async def test_a_token_opens_the_address_that_it_was_asked_for_and_no_wider_one(office: Office, site: Site) -> None:
    company = f"{office.mcp}/c/{site.facts.company_id}"
    project = f"{company}/p/{site.facts.project_id}"
    with anyio.fail_after(30):
        async with office.browser() as browser:
            assistant = Assistant(browser, project)
            async with assistant.connected():
                pass
        headers = {"Authorization": f"Bearer {assistant.access}", **ACCEPT}
        async with httpx2.AsyncClient(headers=headers) as http:
            told = [(await http.post(url, json=INITIALIZE)).status_code for url in (project, company, office.mcp)]
    assert told == [200, 401, 401]


async def test_the_companies_and_projects_that_are_listed_are_those_of_the_address(office: Office, site: Site) -> None:
    company, project = site.facts.company_id, site.facts.project_id
    address = f"{office.mcp}/c/{company}/p/{project}"
    with anyio.fail_after(30):
        async with office.browser() as browser:
            async with Assistant(browser, office.mcp).connected() as client:
                everywhere = [(await tell(client, tool)).items for tool in ("list_companies", "list_projects")]
            async with Assistant(browser, address).connected() as client:
                there = [(await tell(client, tool)).items for tool in ("list_companies", "list_projects")]
    assert all(len(items) > 1 for items in everywhere)
    assert [[item["id"] for item in items] for items in there] == [[company], [project]]
