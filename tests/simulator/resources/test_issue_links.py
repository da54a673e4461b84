"""Coordination issues in bulk, their RFIs, their export, their model files."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

ISSUES = "/rest/v1.0/coordination_issues"
HERE = "?project_id={project}"


async def sync(procore: Visitor, *updates: dict[str, Any]) -> Any:
    body = {"project_id": procore.facts.project_id, "updates": list(updates)}
    answer = await procore.ask("PATCH", f"{ISSUES}/sync", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def an_issue(procore: Visitor) -> dict[str, Any]:
    found: list[dict[str, Any]] = await procore.get(f"{ISSUES}{HERE}")
    return found[0]


@pytest.mark.anyio
async def test_bulk_answers_200_whatever_comes_of_each_item(procore: Visitor) -> None:
    known = await an_issue(procore)
    new = {"title": "Tray through beam", "priority": "high", "coordination_issue_file_id": 1}
    answer = await sync(
        procore,
        {"uuid": known["uuid"], "title": "Duct hits beam", "status": "closed"},
        {"title": "Tray through beam", "assignee_id": await procore.someone()},
        {"description": "no title"},
        new,
    )
    changed, made = answer["entities"]
    assert (changed["id"], changed["title"], changed["status"]) == (known["id"], "Duct hits beam", "closed")
    assert (made["status"], made["assignee"]["name"], made["updated_by"]["id"]) == (
        "open",
        "Dale Kowalczyk",
        procore.facts.user_id,
    )
    assert [item["errors"] for item in answer["errors"]] == [
        {"title": ["can't be blank"]},
        {"coordination_issue_file_id": ["does not exist in this project"]},
    ]
    assert answer["errors"][1]["title"] == "Tray through beam"
    assert (await procore.get(f"{ISSUES}/{made['id']}{HERE}"))["uuid"] == made["uuid"]


@pytest.mark.anyio
async def test_an_rfi_is_hung_on_an_issue_and_taken_off(procore: Visitor) -> None:
    issue = await an_issue(procore)
    rfi = (await procore.new_rfi()).json()
    path = f"{ISSUES}/{issue['id']}/procore_item_associations"
    body = {"project_id": procore.facts.project_id, "procore_item": {"item_id": rfi["id"], "item_type": "rfi"}}
    linked = await procore.ask("POST", path, body)
    assert (linked.status_code, linked.json()["item_data"]["subject"]) == (200, rfi["subject"])
    shown = await procore.get(f"{ISSUES}/{issue['id']}{HERE}&view=extended")
    assert linked.json()["id"] in [item["id"] for item in shown["linked_procore_items"]]
    where = f"{path}/{linked.json()['id']}{HERE}&item_type=rfi"
    assert (await procore.ask("DELETE", where)).status_code == 204
    assert (await procore.ask("DELETE", where)).status_code == 404
    nothing = body | {"procore_item": {"item_id": 1, "item_type": "rfi"}}
    assert (await procore.ask("POST", path, nothing)).status_code == 400
    assert (await procore.ask("POST", path.replace(str(issue["id"]), "1"), body)).status_code == 404


@pytest.mark.anyio
async def test_a_table_comes_at_once_and_a_drawing_later(procore: Visitor) -> None:
    opened = await procore.get(f"{ISSUES}{HERE}&filters[status][]=open&per_page=500")
    table = await procore.ask("GET", f"{ISSUES}/export{HERE}&export_format=csv&filters[status][]=open")
    rows = table.text.splitlines()
    assert (len(rows), rows[0].startswith("issue_number,title")) == (len(opened) + 1, True)
    assert (await procore.ask("GET", f"{ISSUES}/export{HERE}&export_format=pdf")).status_code == 202
    late = await procore.ask("GET", f"{ISSUES}/export{HERE}&export_format=csv&filters[overdue]=true")
    assert len(late.text.splitlines()) < len(rows) + 40


@pytest.mark.anyio
async def test_the_newer_version_deletes_too(procore: Visitor) -> None:
    issue = await an_issue(procore)
    path = f"/rest/v2.0/companies/{{company}}/projects/{{project}}/coordination_issues/{issue['id']}"
    assert (await procore.ask("DELETE", path)).status_code == 200
    assert (await procore.ask("GET", f"{ISSUES}/{issue['id']}{HERE}")).status_code == 404


@pytest.mark.anyio
async def test_model_files_are_those_of_the_issues(procore: Visitor) -> None:
    files = await procore.get(f"/rest/v1.0/bim_files{HERE}&view=compact")
    wanted = files[0]["id"]
    issues = await procore.get(f"{ISSUES}{HERE}&filters[coordination_issue_file_id][]={wanted}")
    shown = await procore.get(f"/rest/v1.0/bim_files/{wanted}{HERE}")
    assert {item["coordination_issue_file"]["name"] for item in issues} == {shown["name"]}
    assert files[0].keys() == {"id", "name"}
