"""How a punch item moves: what its workflow status means for its status, and in whose court it lies."""

from __future__ import annotations

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, is_record, records_in, text_of
from procore_mcp.simulator.resources.overdue import is_overdue

_HOLDERS = {
    "draft": "created_by",
    "in_dispute": "punch_item_manager",
    "ready_for_review": "punch_item_manager",
    "ready_to_close": "final_approver",
}


def settled(record: Record, by: Json, now: float) -> Record:
    """The members that follow from `workflow_status`, the due date and the people."""
    word = text_of(record, "workflow_status")
    holders = [] if word == "closed" else _holders(record, _HOLDERS.get(word, "assignees"))
    own: Record = {
        "status": _status(record, word, now),
        "ball_in_court": holders,
        "can_email": bool(record["assignees"]),
    }
    if word != "closed":
        return own | {"closed_at": None, "closed_by": None}
    closed: Record = {"closed_at": stamp(now), "closed_by": by} if not record.get("closed_at") else {}
    return own | closed


def _status(record: Record, word: str, now: float) -> str:
    if word == "closed":
        return "Closed"
    if word == "draft":
        return "Pending"
    return "Overdue" if is_overdue(record, now) else "Open"


def _holders(record: Record, member: str) -> list[Json]:
    held = record.get(member)
    people = [held] if is_record(held) else records_in(held)
    return [{"id": person.get("id"), "name": person.get("name"), "locale": "en"} for person in people]
