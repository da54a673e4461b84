"""Amounts add up, from a change event to the contract and the budget."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.simulator.visitor import Visitor

V2 = "/rest/v2.0/companies/{company}/projects/{project}"
PRIME = "/rest/v1.0/prime_contract?project_id={project}"
SUBCONTRACTS = "/rest/v1.0/work_order_contracts"


async def subcontract(procore: Visitor, number: str) -> Any:
    found = await procore.get(SUBCONTRACTS + "?project_id={project}")
    chosen = next(contract for contract in found if contract["number"] == number)
    return await procore.get(f"{SUBCONTRACTS}/{chosen['id']}?project_id={{project}}")


async def new_order(procore: Visitor, contract: int, **fields: Any) -> Any:
    body = {"project_id": procore.facts.project_id, "contract_id": contract, "change_order": fields}
    answer = await procore.ask("POST", "/rest/v1.0/potential_change_orders", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def rows(procore: Visitor) -> list[Any]:
    view = (await procore.get("/rest/v1.0/budget_views?project_id={project}"))[0]["id"]
    return await procore.get(f"/rest/v1.0/budget_views/{view}/detail_rows?project_id={{project}}")


@pytest.mark.anyio
async def test_the_owners_contract_is_its_lines_and_the_approved_changes(procore: Visitor) -> None:
    prime = await procore.get(PRIME)
    lines = sum(Decimal(line["amount"]) for line in prime["line_items"])
    approved = [order for order in prime["potential_change_orders"] if order["status"] == "approved"]
    assert Decimal(prime["grand_total"]) == lines == Decimal(146_200_000)
    changes = sum(Decimal(order["grand_total"]) for order in approved)
    assert Decimal(prime["approved_change_orders"]) == changes == Decimal(2_550_000)
    assert Decimal(prime["revised_contract_amount"]) == lines + changes
    paid = sum(Decimal(payment["amount"]) for payment in prime["payments_received"])
    assert Decimal(prime["outstanding_balance"]) == lines + changes - paid


@pytest.mark.anyio
async def test_an_approved_change_order_raises_the_subcontract_and_the_budgets_costs(procore: Visitor) -> None:
    before = await subcontract(procore, "SC-002")
    line = before["line_items"][0]
    committed = {row["wbs_code_id"]: Decimal(row["Committed Costs"]) for row in await rows(procore)}
    order = await new_order(procore, before["id"], title="Pour strip", status="pending")
    items = f"/rest/v1.0/potential_change_orders/{order['id']}/line_items"
    item = {"wbs_code_id": line["wbs_code"]["id"], "quantity": "10", "unit_cost": "250.50"}
    answer = await procore.ask("POST", items, {"project_id": procore.facts.project_id, "line_item": item})
    assert answer.json()["amount"] == "2505.00", answer.text
    pending = await subcontract(procore, "SC-002")
    assert Decimal(pending["pending_change_orders"]) - Decimal(before["pending_change_orders"]) == Decimal(2505)
    assert pending["revised_contract"] == before["revised_contract"]
    body = {"project_id": procore.facts.project_id, "contract_id": before["id"], "change_order": {"status": "approved"}}
    await procore.ask("PATCH", f"/rest/v1.0/potential_change_orders/{order['id']}", body)
    after = await subcontract(procore, "SC-002")
    assert Decimal(after["revised_contract"]) - Decimal(before["revised_contract"]) == Decimal(2505)
    now = {row["wbs_code_id"]: Decimal(row["Committed Costs"]) for row in await rows(procore)}
    assert {code: now[code] - committed[code] for code in now if now[code] != committed[code]} == {
        line["wbs_code"]["id"]: Decimal(2505)
    }


@pytest.mark.anyio
async def test_a_commitments_change_order_has_its_package_with_it(procore: Visitor) -> None:
    contract = await subcontract(procore, "SC-007")
    await new_order(procore, contract["id"], title="Second boiler", grand_total="1200.00")
    packages = await procore.get(
        f"/rest/v1.0/change_order_packages?project_id={{project}}&contract_id={contract['id']}"
    )
    assert [(item["title"], item["grand_total"]) for item in packages][-1] == ("Second boiler", "1200.00")


@pytest.mark.anyio
async def test_a_package_passes_its_status_to_all_that_it_gathers(procore: Visitor) -> None:
    prime = await procore.get(PRIME)
    package = next(item for item in prime["change_order_packages"] if item["status"] == "pending")
    body = {"project_id": procore.facts.project_id, "change_order": {"status": "approved"}}
    answer = await procore.ask("PATCH", f"/rest/v1.0/change_order_packages/{package['id']}", body)
    assert answer.status_code == 200
    after = await procore.get(PRIME)
    assert {order["status"] for order in after["potential_change_orders"]} == {"approved"}
    assert {request["status"] for request in after["change_order_requests"]} == {"approved"}
    assert after["pending_change_orders_amount"] == "0.00"


@pytest.mark.anyio
async def test_a_payment_lowers_what_is_owed(procore: Visitor) -> None:
    before = await subcontract(procore, "SC-011")
    body = {
        "project_id": procore.facts.project_id,
        "contract_id": before["id"],
        "contract_payment": {"amount": "25.00"},
    }
    made = await procore.ask("POST", "/rest/v1.0/contract_payments", body)
    assert (made.status_code, made.json()["payment_number"]) == (201, 2)
    after = await subcontract(procore, "SC-011")
    owed = (Decimal(contract["remaining_balance_outstanding"]) for contract in (before, after))
    assert next(owed) - next(owed) == Decimal(25)
    path = f"/rest/v1.0/contract_payments/{made.json()['id']}?project_id={{project}}&contract_id={before['id']}"
    assert (await procore.ask("DELETE", path)).status_code == 200
    assert (await subcontract(procore, "SC-011"))["total_payments"] == before["total_payments"]


@pytest.mark.anyio
async def test_both_kinds_of_commitments_are_listed_together(procore: Visitor) -> None:
    found = (await procore.get(V2 + "/commitment_contracts?per_page=100&view=extended"))["data"]
    assert {item["type"] for item in found} == {"WorkOrderContract", "PurchaseOrderContract"}
    order = next(item for item in found if item["number"] == "PO-001")
    lines = (await procore.get(f"{V2}/commitment_contracts/{order['id']}/line_items"))["data"]
    assert sum(Decimal(line["amount"]) for line in lines) == Decimal(order["grand_total"])
    shown = (await procore.get(f"{V2}/commitment_contracts/{order['id']}"))["data"]
    assert "total_payments" not in shown
    wrong = await procore.ask("GET", f"{V2}/prime_contracts/{order['id']}/line_items")
    assert wrong.status_code == 404


@pytest.mark.anyio
async def test_deleted_change_events_show_only_when_asked(procore: Visitor) -> None:
    path = "/rest/v1.1/change_events?project_id={project}"
    gone = await procore.get(path + "&filters[include_deleted]=only")
    assert [event["in_recycle_bin"] for event in gone] == [True]
    everything = await procore.get(path + "&filters[include_deleted]=with")
    assert len(everything) == len(await procore.get(path)) + 1
