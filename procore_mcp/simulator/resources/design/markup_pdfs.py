"""Attachments with their markup drawn in: made when first asked for, and there the next time."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of, records_in
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call


class MarkupPdfs(Resource):
    """Only submittals have attachments that can be marked up here."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._find_or_create

    def _find_or_create(self, call: Call) -> Response:
        attachment = self._attachment(call)
        number = number_of(attachment, "attachment_id")
        known = next((row for row in self.rows(call) if row.data["_attachment_id"] == number), None)
        if known is not None:
            return self.presenting.one(known, call)
        made: Record = {"id": self.desk.store.new_id(), "error_message": None, "status": "completed"}
        made |= {"url": attachment["url"], "pusher_message_name": f"markup_{number}", "_attachment_id": number}
        owner = {name: value for name, value in self.started(call).items() if name[0] == "_"}
        self.desk.store.insert(self.collection, made | owner)
        return Response(status_code=202)

    def _attachment(self, call: Call) -> Record:
        """Raises Refusal 404 where the submittal or its attachment is not there."""
        item = self.desk.store.find("submittals", number_of(call.sent, "item_id"))
        listed = records_in(item.data.get("associated_attachments")) if item and self.holds(item, call) else []
        wanted = call.sent.get("attachment_id")
        found = next((attachment for attachment in listed if attachment["attachment_id"] == wanted), None)
        if found is None:
            raise invisible()
        return found
