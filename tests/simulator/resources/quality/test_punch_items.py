"""Punch items: assigned, sent, answered, closed, commented, thrown away."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

ITEMS = "/rest/v1.1/punch_items"
HERE = "?project_id={project}"


async def all_of(procore: Visitor, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await procore.get(f"{ITEMS}{HERE}&per_page=200{query}")
    return found


async def new(procore: Visitor, **fields: Any) -> Any:
    body = {"project_id": procore.facts.project_id, "punch_item": {"name": "Dent in door"} | fields}
    answer = await procore.ask("POST", ITEMS, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def patch(procore: Visitor, number: int, **fields: Any) -> Any:
    body = {"project_id": procore.facts.project_id, "punch_item": fields}
    answer = await procore.ask("PATCH", f"{ITEMS}/{number}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_lower_case_statuses_filter_what_answers_in_title_case(procore: Visitor) -> None:
    expected = {"open": {"Open", "Overdue"}, "closed": {"Closed"}, "pending": {"Pending"}}
    for word, statuses in expected.items():
        assert {item["status"] for item in await all_of(procore, f"&filters[status]={word}")} == statuses


@pytest.mark.anyio
async def test_filters_find_places_firms_and_answers(procore: Visitor) -> None:
    items = await all_of(procore)
    deep = next(item["location"] for item in items if item["location"]["name"].startswith("Level 2>"))
    exact = await all_of(procore, f"&filters[location_id]={deep['parent_id']}")
    below = await all_of(procore, f"&filters[location_id]={deep['parent_id']}&filters[include_sublocations]=true")
    assert (exact, deep["id"] in [item["location"]["id"] for item in below]) == ([], True)
    vendor = items[0]["assignments"][0]["vendor"]["id"]
    theirs = await all_of(procore, f"&filters[vendor_id]={vendor}")
    assert {item["assignments"][0]["vendor"]["id"] for item in theirs} == {vendor}
    answered = await all_of(procore, "&filters[assignee_response]=true")
    assert {item["has_resolved_responses"] for item in answered} == {True}
    assert len(await all_of(procore, "&filters[category_id][]=none")) == len(items)
    assert await all_of(procore, "&filters[category_id][]=7") == []


@pytest.mark.anyio
async def test_a_list_row_and_one_item_show_different_members(procore: Visitor) -> None:
    row = (await all_of(procore))[0]
    shown = await procore.get(f"{ITEMS}/{row['id']}{HERE}")
    assert ("comments" in row, "assignees" in row) == (False, True)
    assert ("comments" in shown, "assignees" in shown) == (True, False)


@pytest.mark.anyio
async def test_due_is_written_and_due_date_is_read(procore: Visitor) -> None:
    dale = await procore.someone()
    made = await new(procore, due="2026-10-02", login_information_ids=[dale], description="Left leaf")
    assert (made["due_date"], made["status"], made["workflow_status"]) == ("2026-10-02", "Pending", "draft")
    assert (made["rich_text_description"], made["can_email"]) == ("<p>Left leaf</p>", True)
    assert made["assignments"][0]["login_information"]["id"] == dale
    assert made["ball_in_court"][0]["id"] == procore.facts.user_id
    assert made["position"] == max(item["position"] for item in await all_of(procore))


@pytest.mark.anyio
async def test_a_late_item_is_overdue_and_a_closed_one_names_who_closed_it(procore: Visitor) -> None:
    dale = await procore.someone()
    made = await new(procore, due="2026-09-01", login_information_ids=[dale], workflow_status="work_required")
    assert (made["status"], [person["id"] for person in made["ball_in_court"]]) == ("Overdue", [dale])
    review = await patch(procore, made["id"], workflow_status="ready_for_review", punch_item_manager_id=dale)
    assert [person["id"] for person in review["ball_in_court"]] == [dale]
    closed = await patch(procore, made["id"], status="closed")
    assert (closed["status"], closed["ball_in_court"]) == ("Closed", [])
    assert (closed["closed_by"]["id"], closed["closed_at"]) == (procore.facts.user_id, "2026-09-21T12:00:00Z")
    renamed = await patch(procore, made["id"], name="Dent in gate")
    assert renamed["closed_at"] == closed["closed_at"]
    opened = await patch(procore, made["id"], status="open", login_information_ids=[dale, procore.facts.user_id])
    assert (opened["closed_at"], opened["workflow_status"], len(opened["assignments"])) == (None, "initiated", 2)
    assert opened["assignments"][0]["id"] == made["assignments"][0]["id"]


@pytest.mark.anyio
async def test_nobody_from_elsewhere_is_assigned(procore: Visitor) -> None:
    body = {"project_id": procore.facts.project_id, "punch_item": {"name": "x", "login_information_ids": [1]}}
    answer = await procore.ask("POST", ITEMS, body)
    assert (answer.status_code, "login_information_ids" in answer.text) == (400, True)


@pytest.mark.anyio
async def test_sending_makes_drafts_known(procore: Visitor) -> None:
    drafts = [item["id"] for item in await all_of(procore, "&filters[status]=pending")]
    answer = await procore.ask("POST", f"{ITEMS}/send_unsent", {"project_id": procore.facts.project_id})
    assert (bool(drafts), answer.status_code, answer.content) == (True, 200, b"")
    assert await all_of(procore, "&filters[status]=pending") == []
    shown = await procore.get(f"{ITEMS}/{drafts[0]}{HERE}")
    assert (shown["workflow_status"], shown["assignments"][0]["notified_at"]) == ("initiated", "2026-09-21T12:00:00Z")


@pytest.mark.anyio
async def test_a_comment_stays_with_its_item(procore: Visitor) -> None:
    made = await new(procore)
    path = f"/rest/v1.0/punch_items/{made['id']}/comments{HERE}"
    answer = await procore.ask("POST", path, {"comment": {"body": "Seen"}})
    assert (answer.status_code, answer.json()["created_by"]["id"]) == (201, procore.facts.user_id)
    shown = await procore.get(f"{ITEMS}/{made['id']}{HERE}")
    assert [comment["body"] for comment in shown["comments"]] == ["Seen"]


@pytest.mark.anyio
async def test_a_deleted_item_is_shown_to_those_who_ask_for_it(procore: Visitor) -> None:
    made = await new(procore)
    assert (await procore.ask("DELETE", f"{ITEMS}/{made['id']}{HERE}")).status_code == 200
    assert (await procore.ask("GET", f"{ITEMS}/{made['id']}{HERE}")).status_code == 404
    gone = await procore.get(f"{ITEMS}/{made['id']}{HERE}&include_deleted=true")
    assert gone["deleted_at"] == "2026-09-21T12:00:00Z"
    assert made["id"] not in [item["id"] for item in await all_of(procore)]


@pytest.mark.anyio
async def test_types_and_managers(procore: Visitor) -> None:
    names = [kind["name"] for kind in await procore.get(f"/rest/v1.0/punch_item_types{HERE}&sort=name")]
    managers = await procore.get("/rest/v1.0/projects/{project}/available_punch_item_managers?query=hannah")
    assert (names, [person["name"] for person in managers]) == (sorted(names), ["Hannah Lindqvist"])


@pytest.mark.anyio
async def test_a_path_makes_the_locations_that_are_missing(procore: Visitor) -> None:
    made = await new(procore, mt_location=["Level 2", "Pantry"])
    assert (made["location"]["name"], made["location"]["node_name"]) == ("Level 2>Pantry", "Pantry")
    place = made["location"]["parent_id"]
    below = await all_of(procore, f"&filters[location_id]={place}&filters[include_sublocations]=true")
    assert made["id"] in [item["id"] for item in below]
    both = await patch(procore, made["id"], mt_location=["Roof"], location_id=place)
    assert both["location"]["id"] == place
