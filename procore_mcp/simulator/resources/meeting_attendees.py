"""Who was at a meeting: records that live inside the meeting they belong to."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, records_in
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call


class MeetingAttendees(Resource):
    """Changes one attendee of a meeting."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._update

    def _update(self, call: Call) -> Response:
        meeting = self.owner(call)
        people = records_in(meeting.data.get("attendees"))
        wanted = next((person for person in people if person.get("id") == call.number("id")), None)
        if wanted is None or not call.sees(meeting):
            raise invisible()
        changed = wanted | self._sent(call)
        after: list[Json] = [changed if person is wanted else person for person in people]
        meeting.change({"attendees": after})
        return self.presenting.value(changed | {"meeting_id": meeting.id}, call)

    def _sent(self, call: Call) -> Record:
        plain: Record = {"status": call.sent["status"]} if "status" in call.sent else {}
        return plain | self.references.resolve(dict(call.sent), call)
