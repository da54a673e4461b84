"""Closing a submittal: who gets the answers, and which answers."""

from __future__ import annotations

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, records_in
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.design.review import approvers_of
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call

_NO_LINKS = (
    "download_all_attachments_url",
    "download_all_submittal_distributed_attachments_url",
    "download_all_message_distributed_attachments_url",
)


def distribution(submittal: Record, call: Call, desk: Desk) -> Record:
    """What a submittal shows as last distributed. Raises Refusal for recipients who do not exist."""
    by = desk.signed_in(call.caller) or {}
    return {
        "id": desk.store.new_id(),
        "message": call.sent.get("message"),
        "submittal_description": call.sent.get("submittal_description"),
        "sent_at": stamp(desk.clock()),
        "distributed_by": by,
        "distributed_to": _recipients(submittal, call, desk),
        "distributed_attachments": [],
        "submittal_distributed_attachments": [],
        "message_distributed_attachments": [],
        "distributed_responses": _responses(submittal, call, desk),
        **dict.fromkeys(_NO_LINKS),
    }


def _recipients(submittal: Record, call: Call, desk: Desk) -> list[Json]:
    """Those who were named, or everybody on the distribution list."""
    named = call.sent.get("recipient_ids")
    if not is_list(named):
        return list[Json](records_in(submittal.get("distribution_members")))
    people = [desk.person(number) if isinstance(number, int) else None for number in named]
    if None in people:
        raise invalid(422, [Problem("recipient_ids", "names someone who does not exist")])
    return [person for person in people if person]


def _responses(submittal: Record, call: Call, desk: Desk) -> list[Json]:
    """The answers of the chosen approvers, or of all who have answered; a comment goes along unless it is left out."""
    chosen = {number_of(entry, "id"): entry for entry in records_in(call.sent.get("selected_approvers"))}
    shown = [
        approver for approver in approvers_of(submittal) if approver["returned_date"] and _is_chosen(approver, chosen)
    ]
    return [_response(approver, chosen.get(number_of(approver, "id"), {}), desk) for approver in shown]


def _is_chosen(approver: Record, chosen: dict[int, Record]) -> bool:
    return not chosen or number_of(approver, "id") in chosen


def _response(approver: Record, wish: Record, desk: Desk) -> Record:
    response, user = approver["response"], approver["user"]
    return {
        "id": desk.store.new_id(),
        "comment": None if wish.get("include_comment") is False else approver["comment"],
        "response_name": response.get("name") if is_record(response) else None,
        "submittal_response": response,
        "submittal_response_id": number_of(response, "id") if is_record(response) else None,
        "submittal_approver_id": approver["id"],
        "user_id": number_of(user, "id") if is_record(user) else None,
        "user": user,
        "distributed_attachments": [],
    }
