"""Series of meetings: those held have minutes, the coming one of a series has an agenda."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.meeting_topics import Sitting, TopicFacts, build_topics
from procore_mcp.simulator.world.workdays import stamp

_CHAIR = "priya"
_WEEK = dt.timedelta(days=7)


class MeetingFacts(Facts):
    """`weeks` counts back from the last week that is over; -1 is the coming meeting."""

    position: int
    weeks: int
    absent: list[str]
    conclusion: str | None
    topics: list[TopicFacts]

    @property
    def held(self) -> bool:
        return self.weeks >= 0


class SeriesFacts(Facts):
    """`weekday` counts from Monday, 0."""

    title: str
    weekday: int
    hours_into_shift: int
    minutes: int
    location: str
    overview: str
    people: list[str]
    categories: list[str]
    meetings: list[MeetingFacts]


def build_meetings(job: Job) -> None:
    for series in load("alder_meetings.json", list[SeriesFacts]):
        for facts in series.meetings:
            _add_meeting(job, series, facts)


def _add_meeting(job: Job, series: SeriesFacts, facts: MeetingFacts) -> None:
    meeting_id = job.mint("meetings")
    held_on = job.scaffold.days.weekday_before(series.weekday, facts.weeks)
    categories = _categories(job, series.categories, meeting_id)
    noted_on = held_on if facts.held else held_on - _WEEK
    topics = build_topics(job, Sitting(meeting_id, held_on, noted_on), categories, facts.topics)
    job.scaffold.add(
        "meetings",
        {
            "id": meeting_id,
            "meeting_template_id": None,
            "position": facts.position,
            "title": series.title,
            **_when_and_where(job, series, facts, held_on),
            **_texts(series, facts),
            "attachments": [],
            "attendees": [_attendee(job, key, facts) for key in series.people],
            "meeting_categories": _nested(categories, topics),
            "_group_title": series.title,
            **job.owner,
        },
    )


def _when_and_where(job: Job, series: SeriesFacts, facts: MeetingFacts, held_on: dt.date) -> Record:
    start = dt.datetime.combine(held_on, dt.time(job.project.shift_starts_utc + series.hours_into_shift))
    end = start + dt.timedelta(minutes=series.minutes)
    return {
        "location": series.location,
        "starts_at": start.isoformat() + "Z",
        "ends_at": end.isoformat() + "Z",
        "time_zone": job.project.time_zone,
        "occurred": facts.held,
        "mode": "minutes" if facts.held else "agenda",
        "is_private": False,
        "is_draft": False,
        "created_by_id": job.people[_CHAIR].id,
        "created_at": stamp(held_on - dt.timedelta(days=8), job.project.shift_starts_utc + 5, 10),
        "updated_at": _updated(job, facts, held_on),
    }


def _updated(job: Job, facts: MeetingFacts, held_on: dt.date) -> str:
    if facts.held:
        return stamp(held_on, job.project.shift_starts_utc + 7, 40)
    return stamp(held_on - _WEEK, job.project.shift_starts_utc + 6, 5)


def _texts(series: SeriesFacts, facts: MeetingFacts) -> Record:
    return {
        "description": series.overview,
        "conclusion": facts.conclusion,
        "remote_meeting_url": "https://meet.example.com/alder-bim" if series.location == "Video call" else None,
    }


def _attendee(job: Job, key: str, facts: MeetingFacts) -> Json:
    absent = "Absent" if key in facts.absent else "Present"
    return {
        "id": job.mint("meeting_attendees"),
        "status": absent if facts.held else None,
        "login_information": job.person(key),
    }


def _categories(job: Job, titles: list[str], meeting_id: int) -> dict[str, Record]:
    return {
        title: job.scaffold.add(
            "meeting_categories",
            {
                "id": job.mint("meeting_categories"),
                "title": title,
                "position": position,
                "created_by": job.person(_CHAIR),
                "_meeting_id": meeting_id,
                **job.owner,
            },
        )
        for position, title in enumerate(titles)
    }


def _nested(categories: Mapping[str, Record], topics: Mapping[str, list[Json]]) -> list[Json]:
    """Categories as the show response nests them; its member for the topics is singular."""
    return [
        {
            "id": category["id"],
            "title": title,
            "position": category["position"],
            "meeting_topic": topics.get(title, []),
        }
        for title, category in categories.items()
    ]
