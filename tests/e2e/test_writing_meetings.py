"""Meetings and their topics, written and read back."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.follower import Follower
from tests.e2e.person import Person
from tests.e2e.rfi import DALE
from tests.e2e.site import Site
from tests.e2e.told import done, tell

TIMES = {"starts_at": "2026-09-22T14:00:00Z", "ends_at": "2026-09-22T15:00:00Z"}


@pytest.fixture(autouse=True)
def narrow_limits(site: Site) -> None:
    site.narrow()


def topics(meeting: dict[str, Any]) -> list[dict[str, Any]]:
    return [topic for category in meeting["categories"] for topic in category.get("topics", [])]


@pytest.mark.anyio
async def test_a_meeting_gets_its_time_its_topics_and_their_minutes(site: Site) -> None:
    async with site.client() as client:
        made = await done(client, "create_meeting", {"title": "Crane briefing", **TIMES, "attendee_ids": [DALE]})
        meeting = {"meeting_id": made["id"]}
        await done(client, "update_meeting", {**meeting, "location": "Level 8 deck", "occurred": True})
        topic = await done(client, "create_meeting_topic", {**meeting, "title": "Tie-in of the hoist"})
        minutes = {"status": "Closed", "minutes": "Tied in on Monday."}
        await done(client, "update_meeting_topic", {**meeting, "topic_id": topic["id"], **minutes})
        shown = await done(client, "show_meeting", meeting)
    assert (shown["title"], shown["location"], shown["occurred"]) == ("Crane briefing", "Level 8 deck", True)
    assert (shown["starts_at"], shown["ends_at"]) == (TIMES["starts_at"], TIMES["ends_at"])
    (kept,) = topics(shown)
    assert {name: kept[name] for name in ("id", "title", "status", "minutes")} == {
        "id": topic["id"],
        "title": "Tie-in of the hoist",
        **minutes,
    }


@pytest.mark.anyio
async def test_who_was_there_and_what_a_category_is_called_can_be_corrected(site: Site) -> None:
    async with site.client() as client:
        person = await Follower(client).arguments("update_meeting_attendee")
        meeting = {"meeting_id": person["meeting_id"]}
        category = await Follower(client).arguments("update_meeting_category", meeting)
        await done(client, "update_meeting_attendee", {**person, "status": "Absent"})
        await done(client, "update_meeting_category", {**category, "title": "Safety first"})
        shown = await done(client, "show_meeting", meeting)
    attendees = {attendee["id"]: attendee["status"] for attendee in shown["attendees"]}
    assert attendees[person["attendee_id"]] == "Absent"
    assert "Safety first" in [category["title"] for category in shown["categories"]]


@pytest.mark.anyio
async def test_a_deleted_meeting_is_gone(site: Site) -> None:
    async with site.client(person=Person()) as client:
        made = await done(client, "create_meeting", {"title": "Called off", **TIMES})
        assert not (await tell(client, "delete_meeting", {"meeting_id": made["id"]})).failed
        after = await tell(client, "show_meeting", {"meeting_id": made["id"]})
    assert after.error["kind"] == "NOT_FOUND"
