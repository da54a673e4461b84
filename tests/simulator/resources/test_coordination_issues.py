"""Coordination issues in both versions, with their history."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

V1 = "/rest/v1.0/coordination_issues"
V2 = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues"
HERE = "project_id={project}"


async def an_open_issue(procore: Visitor) -> dict[str, Any]:
    return (await procore.get(f"{V1}?{HERE}&filters[status][]=open&per_page=1"))[0]


async def update(procore: Visitor, number: int, **fields: Any) -> dict[str, Any]:
    body = {"project_id": procore.facts.project_id, "coordination_issue": fields}
    answer = await procore.ask("PATCH", f"{V1}/{number}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_a_change_is_written_into_the_history(procore: Visitor) -> None:
    issue = await an_open_issue(procore)
    dale = await procore.someone()
    changed = await update(procore, issue["id"], status="closed", assignee_id=dale, due_date=issue["due_date"])
    assert (changed["status"], changed["closed_date"]) == ("closed", "2026-09-21")
    assert changed["assignee"]["company_name"] == "Calloway Ridge Builders"
    assert changed["updated_by"]["id"] == procore.facts.user_id
    history = await procore.get(f"{V1}/{issue['id']}/change_history?{HERE}")
    newest = {entry["column"]: (entry["old_value"], entry["new_value"]) for entry in history[:2]}
    assert newest == {
        "status": ("open", "closed"),
        "assignee_id": (issue["assignee"]["name"], "Dale Kowalczyk"),
    }


@pytest.mark.anyio
async def test_closing_twice_keeps_the_first_date(procore: Visitor, simulator: Simulator) -> None:
    closed = (await procore.get(f"{V1}?{HERE}&filters[status][]=closed&per_page=1"))[0]
    assert (await update(procore, closed["id"], status="closed"))["closed_date"] == closed["closed_date"]


@pytest.mark.anyio
async def test_v2_has_text_ids_inside_data_and_still_wraps_updates(procore: Visitor) -> None:
    issue = await an_open_issue(procore)
    dale = await procore.someone()
    path = f"{V2}/{issue['id']}"
    shown = (await procore.get(path))["data"]
    assert shown["id"] == str(issue["id"])
    assert shown["assignee"]["id"] == str(issue["assignee"]["id"])
    assert "coordination_issue_file" not in shown
    assert shown["issue_number"] == issue["issue_number"]
    body = {"coordination_issue": {"title": "New title", "assignee_id": str(dale)}}
    changed = (await procore.ask("PATCH", path, body)).json()["data"]
    assert (changed["title"], changed["assignee"]["id"]) == ("New title", str(dale))
    flat = await procore.ask("PATCH", path, {"title": "New title"})
    assert flat.status_code == 422
    assert flat.json()["error"]["code"] == "UNPROCESSABLE_ENTITY"


@pytest.mark.anyio
async def test_a_company_filter_finds_the_issues_of_its_people(procore: Visitor, simulator: Simulator) -> None:
    issue = await an_open_issue(procore)
    user = simulator.store.find("users", issue["assignee"]["id"])
    assert user is not None
    vendor = user.data["vendor"]
    assert isinstance(vendor, dict)
    found = await procore.get(f"{V1}?{HERE}&filters[assignee_company_id][]={vendor['id']}")
    assert issue["id"] in [item["id"] for item in found]
    assert all(item["assignee"]["company_name"] == vendor["name"] for item in found)


@pytest.mark.anyio
async def test_sublocations_are_included_on_request(procore: Visitor, simulator: Simulator) -> None:
    issue = await an_open_issue(procore)
    parent = issue["location"]["parent_id"]
    assert await procore.get(f"{V1}?{HERE}&filters[location_id][]={issue['location']['id']}")
    alone = await procore.get(f"{V1}?{HERE}&filters[location_id][]={parent}")
    assert issue["id"] not in [item["id"] for item in alone]
    below = await procore.get(f"{V1}?{HERE}&filters[location_id][]={parent}&filters[include_sublocations]=true")
    assert issue["id"] in [item["id"] for item in below]
    nowhere = simulator.store.find("coordination_issues", issue["id"])
    assert nowhere is not None
    nowhere.change({"location": None})
    again = await procore.get(f"{V1}?{HERE}&filters[location_id][]={parent}&filters[include_sublocations]=true")
    assert issue["id"] not in [item["id"] for item in again]


@pytest.mark.anyio
@pytest.mark.parametrize("group", ["location", "assignee_company"])
async def test_counts_add_up_to_all_issues(group: str, procore: Visitor, simulator: Simulator) -> None:
    issue = simulator.store.find("coordination_issues", (await an_open_issue(procore))["id"])
    assert issue is not None
    issue.change({"location": None, "assignee": None})
    everything = await procore.get(f"{V1}?{HERE}")
    counts = await procore.get(f"{V1}/status_count?{HERE}&filters[group_by]={group}")
    assert {row["group_by"] for row in counts} == {group}
    assert None in [row["group_id"] for row in counts]
    total = sum(value for row in counts for name, value in row.items() if name.endswith("_count"))
    assert total == len(everything)
