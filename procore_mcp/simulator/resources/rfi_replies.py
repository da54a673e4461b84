"""Replies to RFIs: the author is a bare name, and an official one moves the ball but closes nothing."""

from __future__ import annotations

from html import escape

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.attaching import UPLOADS, attached
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.rfi_court import with_manager
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class RfiReplies(Resource):
    """Lists, shows, adds, marks and removes the replies of one RFI."""

    def started(self, call: Call) -> Record:
        person = self.desk.signed_in(call.caller) or {}
        own: Record = {
            "official": False,
            "answer_date": stamp(self.desk.clock()),
            "created_by": text_of(person, "name"),
            "created_by_id": person.get("id"),
            "attachments": [],
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        record["attachments"] = attached(record.get("attachments"), call.sent.get(UPLOADS), call, self.desk)
        official = call.sent.get("official")
        if official is not None:
            record["official"] = official
        if "body" in call.sent:
            text = text_of(call.sent, "body")
            rich = text if text.startswith("<") else f"<p>{escape(text, quote=False)}</p>"
            record |= {"body": rich, "rich_text_body": rich, "plain_text_body": text}

    def created(self, stored: Stored, call: Call) -> None:
        rfi = self.owner(call)
        if stored.data.get("official") is True and rfi.data.get("status") == "open":
            rfi.change(with_manager(rfi.data))
        rfi.change({"updated_at": stored.data["answer_date"]})

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del stored, after
        self.owner(call).change({})

    def delete(self, call: Call) -> Response:
        answer = super().delete(call)
        self.owner(call).change({})
        return answer
