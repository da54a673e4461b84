"""Topics of a meeting, each under a category, with what was said about it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import Facts
from procore_mcp.simulator.world.job import Job


class TopicFacts(Facts):
    """`due` counts working days from the meeting."""

    category: str
    title: str
    to: list[str]
    status: str
    priority: str
    due: int | None
    text: str
    minutes: str | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting as its topics need to know it; they are noted before a meeting that is still to come."""

    meeting_id: int
    held_on: dt.date
    noted_on: dt.date


def build_topics(
    job: Job, sitting: Sitting, categories: Mapping[str, Record], topics: Iterable[TopicFacts]
) -> dict[str, list[Json]]:
    """Adds the topic records; returns, by category, the copies that the meeting itself shows."""
    shown: dict[str, list[Json]] = {}
    taken: Counter[str] = Counter()
    for facts in topics:
        category = categories[facts.category]
        topic = _topic(job, sitting, facts, category, taken[facts.category])
        taken[facts.category] += 1
        shown.setdefault(facts.category, []).append(dict(topic))
        job.scaffold.add("meeting_topics", {**topic, "_meeting_id": sitting.meeting_id, **job.owner})
    return shown


def _topic(job: Job, sitting: Sitting, facts: TopicFacts, category: Record, position: int) -> Record:
    place = category["position"]
    outline = (place if isinstance(place, int) else 0) + 1
    due = None if facts.due is None else job.scaffold.days.after(sitting.held_on, facts.due).isoformat()
    return {
        "id": job.mint("meeting_topics"),
        "number": f"{outline}.{position + 1}",
        "created_on": sitting.noted_on.isoformat(),
        "position": position,
        "due_date": due,
        "priority": facts.priority,
        "status": facts.status,
        "title": facts.title,
        "minutes": facts.minutes and f"<p>{escape(facts.minutes, quote=False)}</p>",
        "description": facts.text,
        "meeting_category": {"id": category["id"], "title": category["title"]},
        "assignments": job.persons(facts.to),
        "attachments": [],
    }
