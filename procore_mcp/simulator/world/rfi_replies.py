"""Replies to RFIs; an official one settles the question but does not close it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from html import escape

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.rfi_facts import AnswerFacts


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as its replies need to know it."""

    rfi_id: int
    opened: dt.date
    created: str
    answers: list[AnswerFacts]
    attach_to_last: tuple[str, ...]


def build_replies(job: Job, asked: Asked) -> list[Json]:
    """Adds the reply records; returns the copies that the RFI itself shows."""
    shown: list[Json] = []
    for position, facts in enumerate(asked.answers, start=1):
        last = position == len(asked.answers)
        reply = _reply(job, asked, facts, asked.attach_to_last if last else ())
        shown.append(dict(reply))
        job.scaffold.add("rfi_replies", {**reply, "_rfi_id": asked.rfi_id, **job.owner})
    return shown


def _reply(job: Job, asked: Asked, facts: AnswerFacts, attach: tuple[str, ...]) -> Record:
    author = job.people[facts.by]
    return {
        "id": job.mint("rfi_replies"),
        "official": facts.official,
        "answer_date": job.moment(job.scaffold.days.after(asked.opened, facts.after), "afternoon", "rfi_replies"),
        "plain_text_body": facts.text,
        "rich_text_body": f"<p>{escape(facts.text, quote=False)}</p>",
        "created_by": author.facts.name,
        "created_by_id": author.id,
        "attachments": job.attachments(attach),
    }
