from __future__ import annotations

import datetime as dt
from collections import defaultdict
from itertools import pairwise

from procore_mcp.simulator.json_types import Record, records_in, text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import words


def _topics(world: World, meeting: Record) -> list[Record]:
    return [topic for topic in world.records["meeting_topics"] if topic["_meeting_id"] == meeting["id"]]


def test_words_are_the_documented_ones(world: World) -> None:
    topics = world.records["meeting_topics"]
    assert words(topics, "status") == {"Open", "On Hold", "Closed"}
    assert words(topics, "priority") <= {"High", "Medium", "Low"}
    attendees = [person for meeting in world.records["meetings"] for person in records_in(meeting["attendees"])]
    assert words(attendees, "status") == {"Present", "Absent", None}


def test_a_meeting_that_was_held_has_minutes_and_a_coming_one_an_agenda(any_day: World) -> None:
    for meeting in any_day.records["meetings"]:
        held = text_of(meeting, "starts_at")[:10] < any_day.today.isoformat()
        assert meeting["occurred"] == held
        assert meeting["mode"] == ("minutes" if held else "agenda")
        assert all((topic["minutes"] is not None) == held for topic in _topics(any_day, meeting))


def test_a_series_keeps_its_weekday_and_counts_on(any_day: World) -> None:
    series: dict[object, list[Record]] = defaultdict(list)
    for meeting in any_day.records["meetings"]:
        series[meeting["_group_title"]].append(meeting)
    for meetings in series.values():
        days = [dt.date.fromisoformat(text_of(meeting, "starts_at")[:10]) for meeting in meetings]
        assert len({day.weekday() for day in days}) == 1
        assert [(later - day).days for day, later in pairwise(days)] == [7] * (len(days) - 1)
        first = int(str(meetings[0]["position"]))
        assert [meeting["position"] for meeting in meetings] == list(range(first, first + len(meetings)))


def test_a_meeting_is_made_before_it_starts_and_ends_after(any_day: World) -> None:
    for meeting in any_day.records["meetings"]:
        assert text_of(meeting, "created_at") < text_of(meeting, "starts_at") < text_of(meeting, "ends_at")
        assert text_of(meeting, "created_at") < text_of(meeting, "updated_at")
        assert text_of(meeting, "updated_at")[:10] <= any_day.today.isoformat()


def test_topics_are_noted_by_today_and_due_after_the_meeting(any_day: World) -> None:
    for meeting in any_day.records["meetings"]:
        for topic in _topics(any_day, meeting):
            assert text_of(topic, "created_on") <= any_day.today.isoformat()
            if topic["due_date"]:
                assert text_of(topic, "due_date") > text_of(meeting, "starts_at")[:10]


def test_the_meeting_nests_its_topics_by_category(world: World) -> None:
    for meeting in world.records["meetings"]:
        nested = [
            topic
            for category in records_in(meeting["meeting_categories"])
            for topic in records_in(category["meeting_topic"])
        ]
        assert words(nested, "id") == words(_topics(world, meeting), "id")
        for category in records_in(meeting["meeting_categories"]):
            for topic in records_in(category["meeting_topic"]):
                assert topic["meeting_category"] == {"id": category["id"], "title": category["title"]}


def test_topics_are_numbered_by_category_and_place(world: World) -> None:
    for meeting in world.records["meetings"]:
        numbers = [text_of(topic, "number") for topic in _topics(world, meeting)]
        assert len(set(numbers)) == len(numbers)
        for category in records_in(meeting["meeting_categories"]):
            outline = int(str(category["position"])) + 1
            shown = [topic["number"] for topic in records_in(category["meeting_topic"])]
            assert shown == [f"{outline}.{place}" for place in range(1, len(shown) + 1)]
