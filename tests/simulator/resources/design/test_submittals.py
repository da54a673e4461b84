"""Submittals are numbered, reviewed step by step, revised, closed and distributed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

SUBMITTALS = "/rest/v1.1/projects/{project}/submittals"


async def all_of(procore: Visitor, query: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = await procore.get(f"{SUBMITTALS}?per_page=2000{query}")
    return found


async def named(procore: Visitor, resource: str, name: str) -> int:
    company = resource in {"submittal_statuses", "submittal_types"}
    path = f"/rest/v1.0/companies/{{company}}/{resource}" if company else f"/rest/v1.0/projects/{{project}}/{resource}"
    entries = await procore.get(path)
    return next(entry["id"] for entry in entries if entry["name"] == name)


async def new(procore: Visitor, **fields: Any) -> Any:
    answer = await procore.ask("POST", SUBMITTALS, {"submittal": {"number": "900", "title": "Stone"} | fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def patch(procore: Visitor, number: int, **fields: Any) -> Any:
    answer = await procore.ask("PATCH", f"{SUBMITTALS}/{number}", {"submittal": fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_the_log_pages_and_sorts(procore: Visitor) -> None:
    first = await procore.ask("GET", f"{SUBMITTALS}?per_page=40&sort=-due_date")
    assert (int(first.headers["Total"]) >= 150, 'rel="next"' in first.headers["Link"]) == (True, True)
    due = [item["due_date"] for item in first.json() if item["due_date"]]
    assert due == sorted(due, reverse=True)


@pytest.mark.anyio
async def test_a_row_names_people_without_their_logins_and_one_submittal_with_them(procore: Visitor) -> None:
    row = (await all_of(procore))[0]
    shown = await procore.get(f"{SUBMITTALS}/{row['id']}")
    assert "login" not in row["created_by"]
    assert shown["created_by"]["login"].startswith("priya")


@pytest.mark.anyio
async def test_filters_find_what_they_name(procore: Visitor) -> None:
    opened = await named(procore, "submittal_statuses", "Open")
    mine = await all_of(procore, f"&filters[status_id]={opened}")
    assert {item["status"]["name"] for item in mine} == {"Open"}
    someone = mine[0]["ball_in_court"][0]["id"]
    held = await all_of(procore, f"&filters[ball_in_court_id]={someone}")
    assert all(someone in [person["id"] for person in item["ball_in_court"]] for item in held)
    concrete = await all_of(procore, "&filters[division]=3")
    assert {item["specification_section"]["number"][:2] for item in concrete} == {"03"}
    loose = await all_of(procore, "&filters[unpackaged]=true")
    assert {item["submittal_package"] for item in loose if not item["submittal_package"]} == {None}
    dates = "2026-09-01,2026-12-31"
    soon = await all_of(procore, f"&filters[required_on_site_date]={dates}")
    assert soon
    assert all("2026-09-01" <= item["required_on_site_date"] <= "2026-12-31" for item in soon)


@pytest.mark.anyio
async def test_some_submittals_wait_past_their_dates(procore: Visitor) -> None:
    late = [item for item in await all_of(procore) if item["ball_in_court"] and item["due_date"] < "2026-09-21"]
    assert late


@pytest.mark.anyio
async def test_a_new_submittal_is_a_draft_with_the_number_it_was_given(procore: Visitor) -> None:
    section = (await all_of(procore))[0]["specification_section"]
    made = await new(procore, specification_section_id=section["id"], type="Sample", custom_field_7="x")
    assert made["formatted_number"] == f"{section['number']}-900"
    assert (made["status"]["name"], made["ball_in_court"], made["revision"]) == ("Draft", [], "0")
    assert (made["type"]["name"], made["current_revision"]) == ("Sample", True)
    after = await procore.get(f"{SUBMITTALS}/next_available_number/{section['id']}")
    assert after == {"next_number": "901"}
    assert await procore.get(f"{SUBMITTALS}/next_available_number") == {"next_number": "901"}
    cleared = await patch(procore, made["id"], specification_section_id=None, type=None)
    assert (cleared["specification_section"], cleared["type"], cleared["formatted_number"]) == (None, None, "900")


@pytest.mark.anyio
async def test_numbers_of_a_section_that_is_not_there(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{SUBMITTALS}/next_available_number/1")).status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"number": ""}, "number"),
        ({"type": "Song"}, "not a submittal type"),
        ({"specification_section_id": 1}, "does not exist"),
        ({"source_submittal_log_id": 1}, "does not exist"),
        ({"workflow_data": [[{"user_id": 1}]]}, "not on the project"),
        ({"submittal_manager_id": 1}, "does not exist"),
    ],
)
async def test_what_does_not_exist_is_refused(procore: Visitor, fields: dict[str, Any], says: str) -> None:
    answer = await procore.ask("POST", SUBMITTALS, {"submittal": {"number": "1"} | fields})
    assert (answer.status_code, says in answer.text) == (422, True)


@pytest.mark.anyio
async def test_a_revision_takes_the_place_of_what_it_revises(procore: Visitor) -> None:
    first = await new(procore)
    second = await new(procore, revision="1", source_submittal_log_id=first["id"])
    assert second["formatted_number"] == "900R1"
    assert (await procore.get(f"{SUBMITTALS}/{first['id']}"))["current_revision"] is False
    revisions = await procore.get(f"{SUBMITTALS}/{second['id']}/revisions")
    assert [item["id"] for item in revisions] == [first["id"], second["id"]]


@pytest.mark.anyio
async def test_workflow_data_as_json_creates_but_does_not_update(procore: Visitor) -> None:
    steps = [[{"user_id": await procore.someone(), "days_to_respond": 4}], [{"user_id": procore.facts.user_id}]]
    made = await new(procore, workflow_data=steps)
    workflow = await procore.get(f"{SUBMITTALS}/{made['id']}/workflow_data")
    assert [(step["number"], len(step["approver_ids"])) for step in workflow["steps"]] == [(1, 1), (2, 1)]
    assert [approver["days_to_respond"] for approver in workflow["approvers"]] == [4, 10]
    refused = await procore.ask("PATCH", f"{SUBMITTALS}/{made['id']}", {"submittal": {"workflow_data": steps}})
    assert (refused.status_code, refused.json()) == (400, {"errors": ["Error Updating Approvers."]})


@pytest.mark.anyio
async def test_the_review_moves_from_step_to_step_and_ends_with_the_manager(procore: Visitor) -> None:
    dale = await procore.someone()
    made = await new(procore, workflow_data=[[{"user_id": dale}], [{"user_id": procore.facts.user_id}]])
    opened = await patch(procore, made["id"], status_id=await named(procore, "submittal_statuses", "Open"))
    assert [holder["id"] for holder in opened["ball_in_court"]] == [dale]
    assert (opened["approvers"][0]["sent_date"], opened["approvers"][0]["due_date"]) == ("2026-09-21", "2026-10-01")
    response = await named(procore, "submittal_responses", "Approved as Noted")
    ids = [approver["id"] for approver in opened["approvers"]]
    first = await respond(procore, made["id"], ids[0], submittal_response_id=response, comment="See notes.")
    assert (first[0]["response"]["name"], first[0]["returned_date"], first[0]["variance"]) == (
        "Approved as Noted",
        "2026-09-21",
        -10,
    )
    now = await procore.get(f"{SUBMITTALS}/{made['id']}")
    assert [holder["id"] for holder in now["ball_in_court"]] == [procore.facts.user_id]
    forward = {"user_id": dale, "due_date": "2026-09-30"}
    after = await respond(procore, made["id"], ids[1], submittal_response_id=response, forward_to=forward)
    assert (len(after), after[2]["due_date"], after[2]["workflow_group_number"]) == (3, "2026-09-30", 2)
    await respond(procore, made["id"], after[2]["id"], submittal_response_id=response)
    done = await procore.get(f"{SUBMITTALS}/{made['id']}")
    assert [holder["id"] for holder in done["ball_in_court"]] == [procore.facts.user_id]


async def respond(procore: Visitor, submittal: int, approver: int, **fields: Any) -> Any:
    path = f"/rest/v1.0/submittal_approvers/{approver}?project_id={{project}}&submittal_id={submittal}"
    answer = await procore.ask("PATCH", path, {"submittal_approver": fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_answers_for_nobody_and_with_nothing_are_refused(procore: Visitor) -> None:
    made = await new(procore, workflow_data=[[{"user_id": procore.facts.user_id}]])
    where = f"?project_id={{project}}&submittal_id={made['id']}"
    path = f"/rest/v1.0/submittal_approvers/{made['approvers'][0]['id']}{where}"
    wrong = await procore.ask("PATCH", path, {"submittal_approver": {"submittal_response_id": 1}})
    assert (wrong.status_code, "submittal_response_id" in wrong.text) == (422, True)
    good = await named(procore, "submittal_responses", "Approved")
    nobody = {"submittal_approver": {"submittal_response_id": good, "forward_to": {"user_id": 1}}}
    assert (await procore.ask("PATCH", path, nobody)).status_code == 422
    body = {"submittal_approver": {"submittal_response_id": good}}
    assert (await procore.ask("PATCH", f"/rest/v1.0/submittal_approvers/1{where}", body)).status_code == 404


@pytest.mark.anyio
async def test_closing_distributes_the_chosen_answers(procore: Visitor) -> None:
    row = next(
        item for item in await all_of(procore) if len(item["approvers"]) > 2 and item["status"]["name"] == "Open"
    )
    path = f"/rest/v1.0/projects/{{project}}/submittal_logs/{row['id']}/close_and_distribute"
    chosen = {"id": row["approvers"][0]["id"], "include_comment": False}
    body = {
        "submittal_log_status_id": await named(procore, "submittal_statuses", "Closed"),
        "submittal_description": "Final",
        "message": "For your use",
        "recipient_ids": [await procore.someone()],
        "selected_approvers": [chosen],
    }
    answer = await procore.ask("PATCH", path, body)
    assert answer.status_code == 200, answer.text
    sent = answer.json()
    assert [person["name"] for person in sent["distributed_to"]] == ["Dale Kowalczyk"]
    assert [item["submittal_approver_id"] for item in sent["distributed_responses"]] == [chosen["id"]]
    shown = await procore.get(f"{SUBMITTALS}/{row['id']}")
    assert (shown["status"]["name"], shown["ball_in_court"], shown["description"]) == ("Closed", [], "Final")
    assert shown["last_distributed_submittal"]["message"] == "For your use"
    again = await procore.ask("PATCH", path, {"message": "Once more"})
    assert {person["name"] for person in again.json()["distributed_to"]} == {
        person["name"] for person in shown["distribution_members"]
    }
    refused = await procore.ask("PATCH", path, {"recipient_ids": [1]})
    assert (refused.status_code, "recipient_ids" in refused.text) == (422, True)


@pytest.mark.anyio
async def test_a_deleted_submittal_lies_in_the_bin(procore: Visitor) -> None:
    made = await new(procore)
    assert (await procore.ask("DELETE", f"{SUBMITTALS}/{made['id']}")).status_code == 200
    assert (await procore.ask("GET", f"{SUBMITTALS}/{made['id']}")).status_code == 404
    bin_ids = [item["id"] for item in await procore.get(f"{SUBMITTALS}/recycle_bin")]
    assert bin_ids == [made["id"]]


@pytest.mark.anyio
async def test_attachments_lead_to_files(procore: Visitor) -> None:
    found = await procore.get(f"{SUBMITTALS}/attachments_with_markup?per_page=5")
    link = await procore.ask("GET", found[0]["original_url"])
    assert (len(found), link.status_code) == (5, 302)
    workflow = await procore.get(f"{SUBMITTALS}/{found[0]['submittal_id']}/workflow_data")
    assert [item["name"] for item in workflow["attachments"]] == [found[0]["name"]]


@pytest.mark.anyio
async def test_packages_name_what_is_in_them(procore: Visitor) -> None:
    packages = await procore.get("/rest/v1.0/projects/{project}/submittal_packages")
    inside = await all_of(procore, f"&filters[submittal_package_id]={packages[0]['id']}")
    assert sorted(packages[0]["submittal_ids"]) == sorted(item["id"] for item in inside)
    assert await procore.get("/rest/v1.0/companies/{company}/submittal_types")
