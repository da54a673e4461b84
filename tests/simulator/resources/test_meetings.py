"""Meetings come in groups and hold their topics."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

MEETINGS = "/rest/v1.1/projects/{project}/meetings"
TOPICS = "/rest/v1.1/projects/{project}/meeting_topics"
CATEGORIES = "/rest/v1.0/meeting_categories"
ATTENDEES = "/rest/v1.0/meeting_attendee_records"


async def a_meeting(procore: Visitor) -> dict[str, Any]:
    groups = await procore.get(MEETINGS)
    return await procore.get(f"{MEETINGS}/{groups[0]['meetings'][0]['id']}")


def a_body(procore: Visitor, **fields: Any) -> dict[str, Any]:
    base = {"position": 1, "starts_at": "2026-10-01T16:00:00Z", "ends_at": "2026-10-01T17:00:00Z"}
    return {"project_id": procore.facts.project_id, "meeting": base | fields}


@pytest.mark.anyio
async def test_the_list_groups_the_meetings_of_a_page(procore: Visitor) -> None:
    answer = await procore.ask("GET", f"{MEETINGS}?per_page=4")
    groups = answer.json()
    assert answer.headers["Total"] == "9"
    assert sum(len(group["meetings"]) for group in groups) == 4
    assert set(groups[0]) == {"group_title", "meetings"}
    assert "meeting_categories" not in groups[0]["meetings"][0]
    extended = await procore.get(f"{MEETINGS}?serializer_view=extended&per_page=1")
    assert extended[0]["meetings"][0]["meeting_categories"]


@pytest.mark.anyio
async def test_another_companys_header_gives_no_groups(procore: Visitor) -> None:
    answer = await procore.ask("GET", MEETINGS, Procore_Company_Id="99")
    assert (answer.status_code, answer.json()) == (200, [])


@pytest.mark.anyio
async def test_meetings_can_be_found_by_who_has_work_from_them(procore: Visitor) -> None:
    topics = [
        topic for category in (await a_meeting(procore))["meeting_categories"] for topic in category["meeting_topic"]
    ]
    person = topics[0]["assignments"][0]["id"]
    assert await procore.get(f"{MEETINGS}?filters[assignee_id]={person}")
    assert await procore.get(f"{MEETINGS}?filters[assignee_id]=1") == []


@pytest.mark.anyio
async def test_a_deleted_meeting_is_listed_apart_and_takes_no_topics(procore: Visitor) -> None:
    gone = (await a_meeting(procore))["id"]
    assert await procore.get(f"{MEETINGS}?deleted_only=true") == {"meetings": []}
    answer = await procore.ask("DELETE", f"{MEETINGS}/{gone}")
    assert (answer.status_code, answer.content) == (200, b"")
    deleted = await procore.get(f"{MEETINGS}?deleted_only=true")
    assert [meeting["id"] for meeting in deleted["meetings"]] == [gone]
    assert gone not in [meeting["id"] for group in await procore.get(MEETINGS) for meeting in group["meetings"]]
    assert (await procore.ask("GET", f"{MEETINGS}/{gone}")).status_code == 404
    assert (await procore.ask("DELETE", f"{MEETINGS}/{gone}")).status_code == 404
    topic = {"meeting_id": gone, "meeting_topic": {"title": "Too late"}}
    assert (await procore.ask("POST", TOPICS, topic)).status_code == 400


@pytest.mark.anyio
async def test_a_category_renamed_is_renamed_in_its_topics(procore: Visitor) -> None:
    meeting = await a_meeting(procore)
    category = next(item for item in meeting["meeting_categories"] if item["meeting_topic"])
    where = {"project_id": procore.facts.project_id, "meeting_id": meeting["id"]}
    body = where | {"meeting_category": {"title": "Site Safety", "position": 7}}
    answer = await procore.ask("PATCH", f"{CATEGORIES}/{category['id']}", body)
    assert (answer.status_code, answer.json()["title"], answer.json()["position"]) == (200, "Site Safety", 7)
    after = next(item for item in (await a_meeting(procore))["meeting_categories"] if item["id"] == category["id"])
    assert {topic["meeting_category"]["title"] for topic in after["meeting_topic"]} == {"Site Safety"}
    other = await procore.ask("PATCH", f"{CATEGORIES}/{category['id']}", body | {"meeting_id": 1})
    assert other.status_code == 404


@pytest.mark.anyio
async def test_an_attendee_is_marked_and_replaced(procore: Visitor) -> None:
    meeting = await a_meeting(procore)
    first, second = meeting["attendees"][:2]
    path = f"{ATTENDEES}/{first['id']}?project_id={{project}}&meeting_id={meeting['id']}"
    answer = await procore.ask("PATCH", path, {"meeting_attendee_record": {"status": "Conference"}})
    assert (answer.status_code, answer.json()) == (200, first | {"status": "Conference", "meeting_id": meeting["id"]})
    leah = await procore.someone("Leah")
    replaced = await procore.ask("PATCH", path, {"meeting_attendee_record": {"login_information_id": leah}})
    assert replaced.json()["login_information"]["name"] == "Leah Sorensen"
    shown = (await a_meeting(procore))["attendees"]
    assert (shown[0]["status"], shown[0]["login_information"]["id"]) == ("Conference", leah)
    assert shown[1] == second


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("attendee", "fields", "status"), [(1, {"status": "Absent"}, 404), (None, {"status": "Late"}, 400)]
)
async def test_an_attendee_nobody_knows_and_a_status_nobody_has_are_refused(
    attendee: int | None, fields: dict[str, str], status: int, procore: Visitor
) -> None:
    meeting = await a_meeting(procore)
    number = attendee or meeting["attendees"][0]["id"]
    path = f"{ATTENDEES}/{number}?project_id={{project}}&meeting_id={meeting['id']}"
    assert (await procore.ask("PATCH", path, {"meeting_attendee_record": fields})).status_code == status


@pytest.mark.anyio
async def test_a_new_meeting_is_an_agenda_in_the_projects_time_zone(procore: Visitor) -> None:
    dale = await procore.someone()
    answer = await procore.ask("POST", MEETINGS, a_body(procore, title="Kick-off", attendees=[dale], overview="Plan"))
    meeting = answer.json()
    assert answer.status_code == 201
    assert (meeting["mode"], meeting["time_zone"]) == ("agenda", "Pacific Time (US & Canada)")
    assert meeting["attendees"][0]["login_information"]["id"] == dale
    assert meeting["description"] == "Plan"
    titles = [group["group_title"] for group in await procore.get(MEETINGS)]
    assert "Kick-off" in titles


@pytest.mark.anyio
async def test_minutes_turn_an_agenda_into_minutes(procore: Visitor) -> None:
    meeting = (await procore.ask("POST", MEETINGS, a_body(procore))).json()
    body = {"project_id": procore.facts.project_id, "meeting": {"minutes": "All agreed.", "conclusion": "Done"}}
    changed = (await procore.ask("PATCH", f"{MEETINGS}/{meeting['id']}", body)).json()
    assert (changed["mode"], changed["conclusion"]) == ("minutes", "Done")


@pytest.mark.anyio
@pytest.mark.parametrize(("fields", "beside"), [({"attendees": [1]}, {}), ({}, {"project_id": 1})])
async def test_strangers_and_other_projects_are_refused(
    fields: dict[str, Any], beside: dict[str, int], procore: Visitor
) -> None:
    answer = await procore.ask("POST", MEETINGS, a_body(procore, **fields) | beside)
    assert answer.status_code == 400


@pytest.mark.anyio
async def test_a_topic_is_written_on_its_own_and_read_in_its_meeting(procore: Visitor) -> None:
    meeting = await a_meeting(procore)
    category = meeting["meeting_categories"][0]["id"]
    fields = {"title": "Crane path", "meeting_category_id": category, "assignment_ids": [procore.facts.user_id]}
    answer = await procore.ask("POST", TOPICS, {"meeting_id": meeting["id"], "meeting_topic": fields})
    topic = answer.json()
    assert answer.status_code == 201
    assert (topic["status"], topic["created_on"]) == ("Open", "2026-09-21")
    body = {"meeting_id": meeting["id"], "meeting_topic": {"status": "On Hold", "priority": ""}}
    assert (await procore.ask("PATCH", f"{TOPICS}/{topic['id']}", body)).json()["status"] == "On Hold"
    again = await procore.get(f"{MEETINGS}/{meeting['id']}")
    assert topic["id"] in [item["id"] for item in again["meeting_categories"][0]["meeting_topic"]]
    assert [
        entry["id"] for entry in await procore.get(f"{CATEGORIES}?project_id={{project}}&meeting_id={meeting['id']}")
    ]


@pytest.mark.anyio
async def test_a_topic_stays_in_its_meeting_and_its_categories(procore: Visitor) -> None:
    groups = await procore.get(MEETINGS)
    first, other = (group["meetings"][0]["id"] for group in groups[:2])
    foreign = (await procore.get(f"{MEETINGS}/{other}"))["meeting_categories"][0]["id"]
    wrong_category = {"meeting_id": first, "meeting_topic": {"title": "T", "meeting_category_id": foreign}}
    assert (await procore.ask("POST", TOPICS, wrong_category)).status_code == 400
    no_meeting = {"meeting_id": 1, "meeting_topic": {"title": "T"}}
    assert (await procore.ask("POST", TOPICS, no_meeting)).status_code == 400
    topic = (await procore.ask("POST", TOPICS, {"meeting_id": first, "meeting_topic": {"title": "T"}})).json()
    moved = {"meeting_id": other, "meeting_topic": {"title": "T"}}
    assert (await procore.ask("PATCH", f"{TOPICS}/{topic['id']}", moved)).status_code == 400


@pytest.mark.anyio
async def test_categories_need_a_meeting_that_exists(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{CATEGORIES}?project_id={{project}}&meeting_id=1")).status_code == 404


@pytest.mark.anyio
async def test_people_are_added_to_a_meeting_once_and_taken_off(procore: Visitor) -> None:
    groups = await procore.get("/rest/v1.1/projects/{project}/meetings")
    number = groups[0]["meetings"][0]["id"]
    where = f"?project_id={{project}}&meeting_id={number}"
    body = {"meeting_attendee_record": {"login_information_id": await procore.someone("Nina")}}
    added = await procore.ask("POST", f"/rest/v1.0/meeting_attendee_records{where}", body)
    assert (added.status_code, added.json()["status"], added.json()["meeting_id"]) == (201, "Present", number)
    twice = await procore.ask("POST", f"/rest/v1.0/meeting_attendee_records{where}", body)
    assert (twice.status_code, "already" in twice.text) == (400, True)
    path = f"/rest/v1.0/meeting_attendee_records/{added.json()['id']}{where}"
    gone = await procore.ask("DELETE", path)
    assert (gone.status_code, gone.content) == (200, b"")
    assert (await procore.ask("DELETE", path)).status_code == 404


@pytest.mark.anyio
async def test_attendees_of_a_meeting_that_one_may_not_see(procore: Visitor, simulator: Simulator) -> None:
    number = (await procore.get("/rest/v1.1/projects/{project}/meetings"))[0]["meetings"][0]["id"]
    stored = simulator.store.find("meetings", number)
    assert stored is not None
    stored.change({"_visible_to": [1]})
    where = f"?project_id={{project}}&meeting_id={number}"
    body = {"meeting_attendee_record": {"status": "Absent"}}
    answer = await procore.ask("POST", f"/rest/v1.0/meeting_attendee_records{where}", body)
    assert answer.status_code == 404


@pytest.mark.anyio
async def test_a_printer_of_minutes_gets_pages_of_meetings(procore: Visitor) -> None:
    path = "/rest/v1.1/projects/{project}/meetings/ecrion_pdf_generation_data?per_page=2"
    answer = await procore.get(path)
    assert (len(answer["meetings"]), answer["meetings"][0]["xml"].startswith("<meeting>")) == (2, True)
