"""The review of a submittal: who has answered, whose turn comes next, and in whose court it lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in
from procore_mcp.simulator.resources.desk import Desk, person_shown

_GROUP = "workflow_group_number"


def court(desk: Desk, approvers: Sequence[Record]) -> list[Json]:
    """Everybody who has been asked and has not answered."""
    waiting = [_user_id(approver) for approver in approvers if approver["sent_date"] and not approver["returned_date"]]
    return [_holder(desk, number) for number in waiting]


def send_next(approvers: Sequence[Record], today: dt.date) -> list[Record]:
    """The same approvers; when nobody is waited for any more, the next step is sent."""
    if any(approver["sent_date"] and not approver["returned_date"] for approver in approvers):
        return list(approvers)
    unsent = [number_of(approver, _GROUP) for approver in approvers if not approver["sent_date"]]
    group = min(unsent, default=0)
    return [_sent(approver, today) if number_of(approver, _GROUP) == group else approver for approver in approvers]


def answered(approver: Record, response: Record, comment: Json, returned: str) -> Record:
    """The approver after answering; `variance` counts the days past the due date."""
    due = approver["due_date"]
    late = (dt.date.fromisoformat(returned[:10]) - dt.date.fromisoformat(due)).days if isinstance(due, str) else None
    answer: Record = {"response": response, "comment": comment, "returned_date": returned[:10], "variance": late}
    return approver | answer


def new_approver(user: Record, place: tuple[int, int], allowed: Json, pending: Json) -> Record:
    """`place` is the id of the new approver and the number of the step."""
    number, group = place
    return {
        "id": number,
        "approver_type": "Submitter" if group == 1 else "Approver",
        _GROUP: group,
        "user": person_shown(user, ("id", "login", "name")),
        "response_required": True,
        "response": pending,
        "comment": None,
        "sent_date": None,
        "due_date": None,
        "returned_date": None,
        "days_to_respond": allowed if isinstance(allowed, int) else 10,
        "variance": None,
        "associated_attachments": [],
    }


def approvers_of(record: Record) -> list[Record]:
    return records_in(record.get("approvers"))


def _sent(approver: Record, today: dt.date) -> Record:
    due = today + dt.timedelta(days=number_of(approver, "days_to_respond"))
    return approver | {"sent_date": today.isoformat(), "due_date": due.isoformat()}


def _user_id(approver: Record) -> int:
    user = approver["user"]
    return number_of(user, "id") if is_record(user) else 0


def _holder(desk: Desk, number: int) -> Record:
    found = desk.store.find("users", number)
    return person_shown(found.data, ("id", "login", "name", "initials", "vendor")) if found else {"id": number}
