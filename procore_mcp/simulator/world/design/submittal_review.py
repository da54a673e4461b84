"""The review of a submittal as records show it: approvers, whose turn it is, and what was distributed."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.design.submittal_lists import Lists
from procore_mcp.simulator.world.design.submittal_steps import Course, Turn
from procore_mcp.simulator.world.job import Job

_KINDS = {1: "Submitter", 2: "Approver", 3: "Approver"}


def approvers(job: Job, lists: Lists, course: Course) -> list[Json]:
    return [_approver(job, lists, turn) for turn in course.turns]


def _approver(job: Job, lists: Lists, turn: Turn) -> Record:
    days = job.scaffold.days
    sent = None if turn.sent is None else days.ago(turn.sent)
    due = None if sent is None else days.after(sent, turn.allowed)
    returned = None if turn.returned is None else days.ago(turn.returned)
    word, comment = turn.answer or ("Pending", "")
    return {
        "id": job.mint("submittal_approvers"),
        "approver_type": _KINDS[turn.group],
        "workflow_group_number": turn.group,
        "user": _short(job, turn.key),
        "response_required": True,
        "response": {**lists.responses[word]},
        "comment": comment or None,
        "sent_date": sent and sent.isoformat(),
        "due_date": due and due.isoformat(),
        "returned_date": returned and returned.isoformat(),
        "days_to_respond": turn.allowed,
        "variance": (returned - due).days if returned and due else None,
        "associated_attachments": [],
    }


def court(job: Job, course: Course) -> list[Json]:
    return [_holder(job, turn.key) for turn in course.turns if turn.is_waited_for]


def _holder(job: Job, key: str) -> Record:
    person = job.people[key]
    return {**_short(job, key), "initials": person.record["initials"], "vendor": job.vendor(person.facts.vendor)}


def _short(job: Job, key: str) -> Record:
    return job.person(key)


def distributed(job: Job, lists: Lists, course: Course) -> Json:
    """What went out when it was closed, with what each designer said."""
    if course.closed is None:
        return None
    manager = job.project.rfi_manager
    answers = [turn for turn in course.turns if turn.group == max(_KINDS) and turn.answer]
    return {
        "id": job.mint("distributed_submittals"),
        "message": "Reviewed submittal for your use.",
        "sent_at": job.moment(job.scaffold.days.ago(course.closed), "evening", "submittals"),
        "distributed_by": _short(job, manager),
        "distributed_to": [_short(job, course.turns[0].key), _short(job, "dale")],
        "distributed_attachments": [],
        "distributed_responses": [_response(job, lists, turn) for turn in answers],
    }


def _response(job: Job, lists: Lists, turn: Turn) -> Record:
    word, comment = turn.answer or ("Pending", "")
    person = _short(job, turn.key)
    return {
        "id": job.mint("distributed_responses"),
        "comment": comment,
        "response_name": word,
        "submittal_response_id": lists.responses[word]["id"],
        "user_id": person["id"],
        "user": person,
        "distributed_attachments": [],
    }
