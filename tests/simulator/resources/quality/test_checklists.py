"""Inspections come from templates and are closed by somebody."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

LISTS = "/rest/v1.0/projects/{project}/checklist/lists"
WRITES = "/rest/v1.1/projects/{project}/checklist/lists"
ITEMS = "/rest/v1.1/projects/{project}/checklist/list_items"
TEMPLATES = "/rest/v1.1/projects/{project}/checklist/list_templates"


async def template(procore: Visitor) -> dict[str, Any]:
    found: list[dict[str, Any]] = await procore.get(f"{TEMPLATES}?filters[query]=pre-pour&sort=name")
    return found[0]


async def new(procore: Visitor, **fields: Any) -> Any:
    body = {"list_template_id": (await template(procore))["id"], "list": {"identifier": "W-1"} | fields}
    answer = await procore.ask("POST", WRITES, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_counts_are_those_of_the_items(procore: Visitor) -> None:
    for checklist in await procore.get(f"{LISTS}?per_page=5&sort=-number"):
        items = await procore.get(f"{ITEMS}?filters[list_id]={checklist['id']}&per_page=50")
        statuses = [item["status"] for item in items]
        counts = (checklist["conforming_item_count"], checklist["deficient_item_count"], checklist["item_count"])
        assert counts == (statuses.count("yes"), statuses.count("no"), len(items))


@pytest.mark.anyio
async def test_some_inspections_are_overdue_and_statuses_are_filtered_by_number(procore: Visitor) -> None:
    every = await procore.get(f"{LISTS}?per_page=100")
    assert any(item["overdue"] for item in every)
    for code, word in enumerate(("Open", "In Review", "Closed")):
        assert {item["status"] for item in await procore.get(f"{LISTS}?filters[status]={code}")} == {word}
    assert await procore.get(f"{LISTS}?filters[status]=9") == []


@pytest.mark.anyio
async def test_a_new_inspection_has_the_items_of_its_template_unanswered(procore: Visitor) -> None:
    made = await new(procore, due_at="2026-09-01T00:00:00Z", inspector_ids=[await procore.someone()])
    assert (made["name"], made["status"], made["overdue"]) == ("Slab pre-pour", "Open", True)
    assert made["inspectors"][0]["company_name"] == "Calloway Ridge Builders"
    items = await procore.get(f"{ITEMS}?filters[list_id]={made['id']}")
    assert ({item["status"] for item in items}, len(items)) == ({"none"}, made["item_count"])
    body: dict[str, Any] = {"list_template_id": 1, "list": {"identifier": "x"}}
    refused = await procore.ask("POST", WRITES, body)
    assert (refused.status_code, "list_template_id" in refused.text) == (422, True)


@pytest.mark.anyio
async def test_a_status_is_written_low_and_read_high(procore: Visitor) -> None:
    made = await new(procore)
    closed = await procore.ask("PATCH", f"{WRITES}/{made['id']}", {"list": {"status": "closed", "name": "Roof deck"}})
    shown = closed.json()
    assert (shown["status"], shown["name"], shown["closed_at"]) == ("Closed", "Roof deck", "2026-09-21T12:00:00Z")
    assert shown["closed_by"]["id"] == procore.facts.user_id
    opened = await procore.ask("PATCH", f"{WRITES}/{made['id']}", {"list": {"status": "open"}})
    assert (opened.json()["closed_by"], opened.json()["closed_at"]) == (None, None)


@pytest.mark.anyio
async def test_deleting_hides(procore: Visitor) -> None:
    made = await new(procore)
    assert (await procore.ask("DELETE", f"{WRITES}/{made['id']}")).status_code == 204
    assert (await procore.ask("GET", f"{LISTS}/{made['id']}")).status_code == 404


@pytest.mark.anyio
async def test_people_for_inspections(procore: Visitor) -> None:
    inspectors = await procore.get("/rest/v1.0/checklist/possible_inspectors?project_id={project}")
    assert inspectors["people"][0].keys() == {"id", "login", "name", "company"}
    users = "/rest/v1.1/projects/{project}/checklist/users"
    names = [user["name"] for user in await procore.get(f"{users}?sort=name&filters[potential_assignee]=true")]
    assert names == sorted(names)
    assert await procore.get(f"{users}?filters[potential_assignee]=false") == []
    vendor = inspectors["people"][-1]["company"]["id"]
    firm = await procore.get(f"{users}?filters[vendor_id]={vendor}")
    assert {user["vendor"]["id"] for user in firm} == {vendor}
    staff = await procore.get("/rest/v1.0/checklist/default_distribution?project_id={project}")
    assert len(staff) < len(inspectors["people"])
