"""Coordination issues by the hundred: a known `uuid` names the one to change, any other is a new issue."""

from __future__ import annotations

import uuid

from procore_mcp.simulator.json_types import Record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.syncing import Syncing
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class IssueSyncing(Syncing):
    """The half of coordination issues that makes new ones, which only the bulk action does in v1."""

    def known(self, update: Record, call: Call) -> Stored | None:
        wanted = update.get("uuid")
        rows = (row for row in self.rows(call) if not row.recycled)
        return next((row for row in rows if wanted is not None and row.data.get("uuid") == wanted), None)

    def started(self, call: Call) -> Record:
        user = self.desk.store.find("users", call.caller.person_id or 0)
        author = self.person_form(user.data) if user else None
        numbers = [number_of(row.data, "issue_number") for row in self.rows(call)]
        number = max(numbers, default=0) + 1
        own: Record = {"status": "open", "issue_number": number, "created_by": author, "updated_by": author}
        own["uuid"] = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{call.number('project_id')}/{number}"))
        own["project_id"] = call.number("project_id")
        return super().started(call) | own

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        if not text_of(record, "title"):
            raise invalid(call.action.invalid, [Problem("title", "can't be blank", "BLANK")])
