"""Topics of meetings: written one by one, read inside their meeting."""

from __future__ import annotations

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, is_record, number_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class MeetingTopics(Resource):
    """Topics are written here and read in their meeting."""

    def started(self, call: Call) -> Record:
        meeting = self._meeting(call)
        siblings = list(self.desk.store.owned("meeting_topics", "_meeting_id", meeting.id))
        own: Record = {
            "_meeting_id": meeting.id,
            "number": str(len(siblings) + 1),
            "position": len(siblings),
            "created_on": stamp(self.desk.clock())[:10],
            "status": "Open",
            "priority": "",
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        if record.get("_meeting_id") != self._meeting(call).id:
            raise invalid(400, [Problem("meeting_id", "is not the meeting of this topic")])
        super().apply(record, call)
        category = record.get("meeting_category")
        found = self.desk.store.find("meeting_categories", number_of(category, "id")) if is_record(category) else None
        if found is not None and found.data.get("_meeting_id") != record["_meeting_id"]:
            raise invalid(400, [Problem("meeting_category_id", "is not a category of this meeting")])

    def _meeting(self, call: Call) -> Stored:
        found = self.desk.store.find("meetings", call.number("meeting_id"))
        if found is None or found.recycled or number_of(found.data, "_project_id") != call.number("project_id"):
            raise invalid(400, [Problem("meeting_id", "does not exist in this project")])
        return found
