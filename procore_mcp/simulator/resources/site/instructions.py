"""Instructions and their types."""

from __future__ import annotations

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call


class InstructionTypes(Resource):
    """Named kinds, each with the first letters of its name before its numbers."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        record["prefix"] = "".join(word[0] for word in text_of(record, "name").split()).upper()


class Instructions(Resource):
    """Numbered when they come without a number, and dated when they are issued."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if not record.get("number"):
            record["number"] = str(len(list(self.rows(call))) + 1)
        if "description" in call.sent:
            text = text_of(call.sent, "description")
            record |= {"plain_text_description": text, "rich_text_description": f"<p>{text}</p>" if text else ""}
        if record.get("status") == "issued" and not record.get("date_issued"):
            record["date_issued"] = stamp(self.desk.clock())
