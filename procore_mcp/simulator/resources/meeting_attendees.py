"""Who was at a meeting: records that live inside the meeting they belong to."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, records_in
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class MeetingAttendees(Resource):
    """Adds, changes and removes one attendee of a meeting."""

    def answer_for(self, action: Action) -> Answer:
        return {"create": self._create, "update": self._update, "delete": self._delete}[action.verb]

    def _create(self, call: Call) -> Response:
        meeting = self._meeting(call)
        people = records_in(meeting.data.get("attendees"))
        made: Record = {"id": self.desk.store.new_id(), "status": "Present", "login_information": None} | self._sent(
            call
        )
        if any(person.get("login_information") == made["login_information"] for person in people):
            raise invalid(call.action.invalid, [Problem("login_information_id", "is at this meeting already")])
        meeting.change({"attendees": [*people, made]})
        return self.presenting.value(made | {"meeting_id": meeting.id}, call)

    def _delete(self, call: Call) -> Response:
        meeting = self._meeting(call)
        people = records_in(meeting.data.get("attendees"))
        left: list[Json] = [person for person in people if person.get("id") != call.number("id")]
        if len(left) == len(people):
            raise invisible()
        meeting.change({"attendees": left})
        return Response(status_code=call.action.status)

    def _meeting(self, call: Call) -> Stored:
        meeting = self.owner(call)
        if not call.sees(meeting):
            raise invisible()
        return meeting

    def _update(self, call: Call) -> Response:
        meeting = self._meeting(call)
        people = records_in(meeting.data.get("attendees"))
        wanted = next((person for person in people if person.get("id") == call.number("id")), None)
        if wanted is None:
            raise invisible()
        changed = wanted | self._sent(call)
        after: list[Json] = [changed if person is wanted else person for person in people]
        meeting.change({"attendees": after})
        return self.presenting.value(changed | {"meeting_id": meeting.id}, call)

    def _sent(self, call: Call) -> Record:
        plain: Record = {"status": call.sent["status"]} if "status" in call.sent else {}
        return plain | self.references.resolve(dict(call.sent), call)
