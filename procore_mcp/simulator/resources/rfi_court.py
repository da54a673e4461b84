"""Whose turn it is with an RFI, and how the ball changes courts."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, is_list, records_in, values_at
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.resources.references import References
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_FORWARDEES = "forwardee_ids"


class RfiCourt:
    """Moves the ball between the manager, the assignees and whoever they forward to."""

    def __init__(
        self, find: Callable[[Call], Stored], references: References, presenting: Presenting, desk: Desk
    ) -> None:
        self._find = find
        self._references = references
        self._presenting = presenting
        self._desk = desk

    def answers(self) -> dict[str, Callable[[Call], Response]]:
        return {"advance_ball_in_court": self._advance, "forward_for_review": self._forward}

    def _advance(self, call: Call) -> Response:
        """The manager moves the ball either way; an assignee gives it back after a reply."""
        rfi = self._open(call)
        with_assignees = rfi.data.get("ball_in_court_role") == "assignees"
        if call.caller.person_id in values_at(rfi.data, ["rfi_manager", "id"]):
            return self._give(rfi, with_manager(rfi.data) if with_assignees else with_people(rfi.data), call)
        if with_assignees and _is_assigned(rfi, call) and self._has_replied(rfi, call):
            return self._give(rfi, with_manager(rfi.data), call)
        raise Refusal(403, "Only the RFI manager, or an assignee who has responded, may move the ball.")

    def _forward(self, call: Call) -> Response:
        """An assignee's turn becomes someone else's; the assignees stay as they are."""
        rfi = self._open(call)
        numbers = call.sent.get(_FORWARDEES)
        if not is_list(numbers) or len(numbers) != 1:
            raise invalid(400, [Problem(_FORWARDEES, "must name exactly one person")])
        if rfi.data.get("ball_in_court_role") != "assignees" or not _is_assigned(rfi, call):
            raise Refusal(403, "Only an assignee whose turn it is may forward an RFI.")
        forwardees = records_in(self._references.resolve({_FORWARDEES: numbers}, call)["forwardees"])
        others = [holder for holder in _holders(rfi) if holder.get("id") != call.caller.person_id]
        return self._give(rfi, held_by([*others, *forwardees], "assignees"), call)

    def _open(self, call: Call) -> Stored:
        rfi = self._find(call)
        if rfi.data.get("status") != "open":
            raise Refusal(400, "Only an open RFI has its ball in a court.", listed=True)
        return rfi

    def _give(self, rfi: Stored, held: Record, call: Call) -> Response:
        rfi.change(held | {"updated_at": stamp(self._desk.clock())})
        return self._presenting.one(rfi, call)

    def _has_replied(self, rfi: Stored, call: Call) -> bool:
        replies = self._desk.store.owned("rfi_replies", "_rfi_id", rfi.id)
        return any(reply.data.get("created_by_id") == call.caller.person_id for reply in replies)


def with_manager(rfi: Record) -> Record:
    """What an RFI shows while it waits for its manager."""
    manager = rfi.get("rfi_manager")
    return held_by(records_in([manager]), "rfi_manager")


def with_people(rfi: Record) -> Record:
    """What an RFI shows while it waits for its assignees."""
    return held_by(records_in(rfi.get("assignees")), "assignees")


def held_by(people: list[Record], role: str) -> Record:
    """The members of an RFI that say whose turn it is."""
    everyone: list[Json] = [*people]
    return {"ball_in_court": people[0] if people else None, "ball_in_courts": everyone, "ball_in_court_role": role}


def _holders(rfi: Stored) -> list[Record]:
    return records_in(rfi.data.get("ball_in_courts"))


def _is_assigned(rfi: Stored, call: Call) -> bool:
    return call.caller.person_id in values_at(rfi.data, ["assignees", "id"])
