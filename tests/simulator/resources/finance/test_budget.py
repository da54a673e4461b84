"""The budget: rows, sums, transfers, changes and the lock."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

LOCK = "/rest/v1.0/projects/{project}/budget/lock"
TRANSFERS = "/rest/v1.0/projects/{project}/budget_modifications"


async def rows(procore: Visitor, query: str = "", kind: str = "detail_rows") -> list[Any]:
    view = (await procore.get("/rest/v1.0/budget_views?project_id={project}"))[0]["id"]
    return await procore.get(f"/rest/v1.0/budget_views/{view}/{kind}?project_id={{project}}{query}")


@pytest.mark.anyio
async def test_a_transfer_takes_here_and_gives_there(procore: Visitor) -> None:
    one, other = (await rows(procore))[:2]
    move = {"from_budget_line_item_id": one["id"], "to_budget_line_item_id": other["id"], "transfer_amount": "70"}
    answer = await procore.ask("POST", TRANSFERS, {"budget_modification": move})
    assert (answer.status_code, answer.json()["transfer_amount"]) == (201, "70.00")
    after = (await rows(procore))[:2]
    moved = [
        Decimal(new["budget_modifications"]) - Decimal(old["budget_modifications"])
        for old, new in zip((one, other), after, strict=True)
    ]
    assert moved == [Decimal(-70), Decimal(70)]
    lost = await procore.ask("POST", TRANSFERS, {"budget_modification": move | {"to_budget_line_item_id": 5}})
    assert lost.status_code == 400


@pytest.mark.anyio
async def test_a_company_with_budget_changes_can_only_read_its_modifications(
    procore: Visitor, simulator: Simulator
) -> None:
    before = await procore.get(TRANSFERS)
    one, other = (await rows(procore))[:2]
    move = {"from_budget_line_item_id": one["id"], "to_budget_line_item_id": other["id"], "transfer_amount": "70"}
    simulator.settings.budget_changes_only = True
    for method, path in (("POST", TRANSFERS), ("DELETE", f"{TRANSFERS}/{before[0]['id']}")):
        answer = await procore.ask(method, path, {"budget_modification": move} if method == "POST" else None)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")
    assert await procore.get(TRANSFERS) == before


@pytest.mark.anyio
async def test_sums_by_any_group_come_to_the_same(procore: Visitor) -> None:
    totals = set[Decimal]()
    for group in ("", "&group_by=project", "&group_by=category", "&group_by=cost_code,category"):
        found = await rows(procore, group, "summary_rows")
        totals.add(sum((Decimal(row["original_budget_amount"]) for row in found), Decimal(0)))
    assert totals == {Decimal(143_000_000)}


@pytest.mark.anyio
async def test_a_change_counts_in_the_budget_when_it_is_approved(procore: Visitor) -> None:
    row = (await rows(procore))[0]
    line = {"wbs_code_id": row["wbs_code_id"], "calculation_strategy": "automatic", "quantity": 3, "unit_cost": 11}
    body = {"status": "draft", "title": "More tests", "adjustment_line_items": [line]}
    made = (await procore.ask("POST", "/rest/v1.0/projects/{project}/budget_changes", body)).json()["data"]
    assert (made["number"], made["amount"]) == (6, 33.0)
    pending = (await rows(procore))[0]
    assert pending["budget_modifications"] == row["budget_modifications"]
    path = f"/rest/v1.0/projects/{{project}}/budget_changes/{made['id']}"
    await procore.ask("PATCH", path, {"status": "approved"})
    after = (await rows(procore))[0]
    assert Decimal(after["budget_modifications"]) - Decimal(row["budget_modifications"]) == Decimal(33)


@pytest.mark.anyio
async def test_a_locked_budget_keeps_its_amounts_and_unlocking_throws_transfers_away(procore: Visitor) -> None:
    number = (await rows(procore))[0]["id"]
    body = {"project_id": procore.facts.project_id, "budget_line_item": {"original_budget_amount": 5}}
    path = f"/rest/v1.1/budget_line_items/{number}"
    assert (await procore.ask("PATCH", path, body)).status_code == 422
    kept = await procore.ask("DELETE", LOCK + "?destroy_all_budget_line_item_transfers=false")
    assert kept.json() == {"locked": False}
    assert await procore.get(TRANSFERS)
    assert (await procore.ask("PATCH", path, body)).json()["original_budget_amount"] == 5
    await procore.ask("DELETE", LOCK)
    assert await procore.get(TRANSFERS) == []
    assert (await procore.ask("POST", LOCK)).status_code == 201
    assert await procore.get("/rest/v1.0/projects/{project}/budget") == {"locked": True}


@pytest.mark.anyio
async def test_details_are_narrowed_by_what_the_filters_offer(procore: Visitor) -> None:
    view = (await procore.get("/rest/v1.0/budget_views?project_id={project}"))[0]["id"]
    options = await procore.get("/rest/v1.0/budget_detail_filters?project_id={project}&column_id=vendor")
    path = f"/rest/v1.0/budget_views/{view}/budget_details?project_id={{project}}"
    chosen = next(option for option in options if option["label"] == "Pacific Crest Concrete")
    found = (await procore.ask("POST", path, {"filters": {"vendor": chosen["value"]}})).json()
    assert {item["vendor"]["name"] for item in found} == {"Pacific Crest Concrete"}
    assert len(found) < len((await procore.ask("POST", path, {})).json())


@pytest.mark.anyio
async def test_a_direct_cost_is_the_sum_of_its_lines(procore: Visitor) -> None:
    code = (await rows(procore))[0]["wbs_code_id"]
    vendor = (await procore.get("/rest/v1.1/projects/{project}/vendors"))[0]["id"]
    path = "/rest/v1.1/projects/{project}/direct_costs"
    lines = [{"wbs_code_id": code, "quantity": 2, "unit_cost": 40}, {"wbs_code_id": code, "manual_amount": 7.5}]
    cost = {"direct_cost_type": "invoice", "vendor_id": vendor, "line_items": lines}
    refused = await procore.ask("POST", path, {"direct_cost": cost})
    assert refused.json() == {"errors": {"invoice_number": ["can't be blank"]}}
    made = (await procore.ask("POST", path, {"direct_cost": cost | {"invoice_number": "A-1"}})).json()
    assert (made["grand_total"], [line["amount"] for line in made["line_items"]]) == ("87.50", ["80.00", "7.50"])
    gone = await procore.ask("DELETE", f"{path}/{made['id']}")
    assert (gone.status_code, gone.json()) == (200, {"id": made["id"]})
    left = await procore.get(
        f"/rest/v1.0/projects/{{project}}/direct_costs/line_items?filters[direct_cost_id]={made['id']}"
    )
    assert left == []


@pytest.mark.anyio
async def test_what_is_made_after_the_last_of_its_kind_went_looks_like_those_before(procore: Visitor) -> None:
    path = "/rest/v1.0/projects/{project}/budget_changes"
    before = (await procore.get(path))["data"]
    for change in before:
        assert (await procore.ask("DELETE", f"{path}/{change['id']}")).is_success
    made = await procore.ask("POST", path, {"title": "The first again", "status": "draft"})
    assert made.status_code == 201, made.text
    assert made.json()["data"].keys() == before[0].keys()
