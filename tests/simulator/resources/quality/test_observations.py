"""Observations: numbered, sent, answered and thrown away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

ITEMS = "/rest/v1.0/observations/items"
HERE = "?project_id={project}"


async def a_type(procore: Visitor) -> int:
    found = await procore.get(f"/rest/v1.0/observations/types{HERE}&company_id={{company}}")
    return int(found[0]["id"])


async def new(procore: Visitor, **fields: Any) -> Any:
    observation = {"name": "Loose plank", "type_id": await a_type(procore)} | fields
    body = {"project_id": procore.facts.project_id, "observation": observation}
    answer = await procore.ask("POST", ITEMS, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def patch(procore: Visitor, number: int, **fields: Any) -> Any:
    body = {"project_id": procore.facts.project_id, "observation": fields}
    answer = await procore.ask("PATCH", f"{ITEMS}/{number}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_statuses_are_filtered_by_number_and_read_as_words(procore: Visitor) -> None:
    words = ("initiated", "ready_for_review", "not_accepted", "closed")
    for code, word in enumerate(words):
        found = await procore.get(f"{ITEMS}{HERE}&filters[status]={code}")
        assert {item["status"] for item in found} == {word}
    assert await procore.get(f"{ITEMS}{HERE}&filters[status]=4,9") == []


@pytest.mark.anyio
async def test_the_list_is_by_number_unless_another_order_is_asked_for(procore: Visitor) -> None:
    numbers = [int(item["number"]) for item in await procore.get(f"{ITEMS}{HERE}")]
    assert numbers == sorted(numbers)
    urgent = await procore.get(f"{ITEMS}{HERE}&sort=-priority&per_page=2")
    assert [item["priority"] for item in urgent] == ["Urgent", "Urgent"]
    assert isinstance((await procore.get(f"{ITEMS}{HERE}&view=ids"))[0], int)


@pytest.mark.anyio
async def test_a_new_observation_takes_the_next_number_and_tells_nobody(procore: Visitor) -> None:
    last = max(int(item["number"]) for item in await procore.get(f"{ITEMS}{HERE}"))
    dale = await procore.someone()
    made = await new(procore, assignee_id=dale, description="At grid 4", coordination_issue_id=5, priority="High")
    assert (made["number"], made["status"], made["date_notified"]) == (str(last + 1), "initiated", None)
    assert (made["assignee"]["id"], made["assignee"]["vendor"]["name"]) == (dale, "Calloway Ridge Builders")
    assert made["origin"] == {"type": "coordination_issue", "payload": {"coordination_issue_id": 5}}
    assert (made["description_rich_text"], made["type"]["category"]) == ("<p>At grid 4</p>", "Quality")
    numbered = await new(procore, number=900)
    assert numbered["number"] == "900"
    cleared = await patch(procore, made["id"], assignee_id=None, priority=None)
    assert (cleared["assignee"], cleared["priority"]) == (None, None)


@pytest.mark.anyio
async def test_sending_tells_everybody_once(procore: Visitor) -> None:
    body = {"project_id": procore.facts.project_id}
    first = await procore.ask("POST", f"{ITEMS}/send_unsent", body)
    assert {item["date_notified"] for item in first.json()} == {"2026-09-21"}
    assert (await procore.ask("POST", f"{ITEMS}/send_unsent", body)).json() == []


@pytest.mark.anyio
async def test_an_answer_moves_the_observation(procore: Visitor) -> None:
    made = await new(procore)
    path = f"{ITEMS}/{made['id']}/response_logs"
    base = {"project_id": procore.facts.project_id}
    said = await procore.ask("POST", path, base | {"response_log": {"comment": "On it"}})
    assert (said.status_code, said.json()["status"]) == (201, "Initiated")
    done = await procore.ask("POST", path, base | {"response_log": {"comment": "Fixed"}, "status": "ready_for_review"})
    assert done.json()["status"] == "Ready For Review"
    await procore.ask("POST", path, base | {"response_log": {}, "status": "closed"})
    shown = await procore.get(f"{ITEMS}/{made['id']}{HERE}")
    assert (shown["status"], shown["closed_at"]) == ("closed", "2026-09-21T12:00:00Z")
    assert [log["comment"] for log in await procore.get(f"{path}{HERE}")] == ["On it", "Fixed", None]
    opened = await patch(procore, made["id"], status="initiated")
    assert opened["closed_at"] is None
    closed = await patch(procore, made["id"], status="closed")
    assert closed["closed_at"] == "2026-09-21T12:00:00Z"


@pytest.mark.anyio
async def test_deleting_names_the_project_in_the_path(procore: Visitor) -> None:
    made = await new(procore)
    path = f"/rest/v1.0/projects/{{project}}/observations/items/{made['id']}"
    assert (await procore.ask("DELETE", path)).status_code == 204
    assert (await procore.ask("GET", f"{ITEMS}/{made['id']}{HERE}")).status_code == 404


@pytest.mark.anyio
async def test_people_who_can_be_named(procore: Visitor) -> None:
    assignees = await procore.get(f"/rest/v1.0/observations/assignees{HERE}")
    staff = await procore.get(f"/rest/v1.0/observations/default_distribution{HERE}")
    path = f"/rest/v1.0/observations/potential_distribution_members{HERE}&filters[search]=dale"
    assert assignees[0].keys() == {"id", "name", "vendor"}
    assert len(staff) < len(assignees)
    assert [person["name"] for person in await procore.get(path)] == ["Dale Kowalczyk"]


@pytest.mark.anyio
async def test_a_number_that_is_no_number_stands_first(procore: Visitor) -> None:
    path = "/rest/v1.0/observations/items"
    project = {"project_id": procore.facts.project_id}
    first = (await procore.get(f"{path}?project_id={{project}}"))[-1]
    for number in ("A-1", "²"):
        body = project | {"observation": {"number": number}}
        assert (await procore.ask("PATCH", f"{path}/{first['id']}", body)).status_code == 200
        listed = await procore.get(f"{path}?project_id={{project}}")
        assert listed[0]["number"] == number
