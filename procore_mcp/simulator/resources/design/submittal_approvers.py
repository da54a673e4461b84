"""An approver answers: the review moves on when everybody of a step has."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid, invisible
from procore_mcp.simulator.resources.design.review import answered, approvers_of, court, new_approver, send_next
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class SubmittalApprovers(Resource):
    """Approvers live inside their submittal."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._answer

    def _answer(self, call: Call) -> Response:
        submittal = self.owner(call)
        approvers = approvers_of(submittal.data)
        wanted = next((approver for approver in approvers if approver["id"] == call.number("id")), None)
        if wanted is None or not call.sees(submittal):
            raise invisible()
        now = stamp(self.desk.clock())
        returned = text_of(call.sent, "returned_date") or now
        changed = answered(wanted, self._response(call), call.sent.get("comment", wanted["comment"]), returned)
        after = [changed if approver is wanted else approver for approver in approvers] + self._forwarded(wanted, call)
        self._move_on(submittal, after, now)
        return self.presenting.value(list[Json](approvers_of(submittal.data)), call)

    def _move_on(self, submittal: Stored, approvers: list[Record], now: str) -> None:
        sent = send_next(approvers, dt.date.fromisoformat(now[:10]))
        holders = court(self.desk, sent) or [submittal.data.get("submittal_manager")]
        submittal.change({"approvers": list[Json](sent), "ball_in_court": holders, "updated_at": now})

    def _response(self, call: Call) -> Record:
        found = self.desk.store.find("submittal_responses", number_of(call.sent, "submittal_response_id"))
        if found is None or call.project is None or found.data.get("_project_id") != call.project.id:
            raise self._wrong("submittal_response_id", call)
        return {name: found.data[name] for name in ("id", "name", "considered")}

    def _forwarded(self, approver: Record, call: Call) -> list[Record]:
        """Somebody else in the same step, asked today."""
        forward = call.sent.get("forward_to")
        if not is_record(forward):
            return []
        user = self.desk.store.find("users", number_of(forward, "user_id"))
        if user is None:
            raise self._wrong("forward_to", call)
        place = (self.desk.store.new_id(), number_of(approver, "workflow_group_number"))
        pending = next(row.data for row in self.desk.store.all("submittal_responses") if row.data["name"] == "Pending")
        short = {name: pending[name] for name in ("id", "name", "considered")}
        added = new_approver(user.data, place, approver["days_to_respond"], short)
        today = stamp(self.desk.clock())[:10]
        return [added | {"sent_date": today, "due_date": forward.get("due_date") or today}]

    def _wrong(self, name: str, call: Call) -> Refusal:
        return invalid(call.action.invalid, [Problem(name, "does not exist in this project")])
