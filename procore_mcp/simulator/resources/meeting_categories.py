"""The headings under which a meeting's topics stand."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record, values_at
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class MeetingCategories(Resource):
    """Lists and changes the categories of one meeting; topics show the heading that theirs has now."""

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        heading: Record = {"id": stored.id, "title": after["title"]}
        for topic in self.desk.store.owned("meeting_topics", "_meeting_id", call.number("meeting_id")):
            if values_at(topic.data, ["meeting_category", "id"]) == [stored.id]:
                topic.change({"meeting_category": heading})
