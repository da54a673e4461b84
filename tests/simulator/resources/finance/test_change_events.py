"""Change events: what they may cost, item by item, and the way to the bin and back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

EVENTS = "/rest/v1.1/change_events"
HERE = "?project_id={project}"


async def choices(procore: Visitor) -> Any:
    """An event that has everything, to choose from what it chose."""
    return next(event for event in await procore.get(EVENTS + HERE) if event["change_items"])


async def made(procore: Visitor, **fields: Any) -> Any:
    known = await choices(procore)
    body = {"change_event": {"title": "Extra dowels", "scope": "tbd", "status": {"id": known["status"]["id"]}} | fields}
    answer = await procore.ask("POST", EVENTS + HERE, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def changed(procore: Visitor, event: Any, **fields: Any) -> Any:
    answer = await procore.ask("PATCH", f"{EVENTS}/{event['id']}{HERE}", {"change_event": fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_items_are_added_changed_and_taken_away_by_their_ids(procore: Visitor) -> None:
    code = next(item["budget_code"] for item in (await choices(procore))["change_items"] if item.get("budget_code"))
    estimate = {"quantity": "4", "unit_cost": "125.50"}
    first = {"description": "Dowels", "budget_code": {"id": code["id"]}, "cost_impact": {"estimate": estimate}}
    event = await made(procore, change_items=[first, {"description": "Labor"}])
    dowels, labor = event["change_items"]
    assert dowels["budget_code"]["id"] == code["id"]
    assert dowels["latest_cost_values"]["amount"] == "502.00"
    later = await changed(
        procore,
        event,
        change_items=[
            {"id": dowels["id"], "revenue_impact": {"estimate": {"amount": "700"}}},
            {"id": labor["id"], "deleted": True},
            {"description": "Inspection"},
        ],
    )
    names = [item["description"] for item in later["change_items"]]
    assert names == ["Dowels", "Inspection"]
    assert later["change_items"][0]["latest_revenue_values"]["amount"] == "700.00"
    assert later["change_items"][0]["latest_cost_values"]["amount"] == "502.00"


@pytest.mark.anyio
async def test_what_is_chosen_is_shown_by_name_and_can_be_emptied(procore: Visitor) -> None:
    known = await choices(procore)
    event = await made(procore, change_type={"id": known["change_type"]["id"]})
    emptied = await changed(procore, event, change_type={"id": None})
    unknown = {"change_event": {"title": "T", "scope": "tbd", "status": {"id": 7}}}
    refused = await procore.ask("POST", EVENTS + HERE, unknown)
    assert event["change_type"]["name"] == known["change_type"]["name"]
    assert emptied["change_type"] is None
    assert refused.status_code == 400
    assert "status.id" in refused.text


@pytest.mark.anyio
async def test_one_that_was_deleted_can_be_restored(procore: Visitor) -> None:
    event = await made(procore)
    where = f"{EVENTS}/{event['id']}"
    assert (await procore.ask("DELETE", where + HERE)).is_success
    assert event["id"] not in [row["id"] for row in await procore.get(EVENTS + HERE)]
    assert (await procore.ask("PUT", f"{where}/restore{HERE}")).is_success
    again = await procore.get(where + HERE)
    assert (again["title"], again["in_recycle_bin"]) == ("Extra dowels", False)
