"""PDF files on their way to become revisions of drawings."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from procore_mcp.simulator.contracts import Contract
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class DrawingUploads(Resource):
    """What is uploaded is read at once and waits for a review, after which its sheets are revisions."""

    def __init__(self, contract: Contract, desk: Desk) -> None:
        super().__init__(contract, desk)
        self._made: dict[tuple[int, str], tuple[float, Stored]] = {}

    def create(self, call: Call) -> Response:
        """With the token of an earlier request: 200, and what that one made."""
        token = (call.number("project_id"), call.idempotency_token)
        earlier = self._made.get(token)
        if call.idempotency_token and earlier is not None and self.desk.remembers(earlier[0]):
            again = replace(call, action=replace(call.action, status=200))
            return self.presenting.one(earlier[1], again)
        stored = self.made(call)
        self._made[token] = self.desk.clock(), stored
        return self.presenting.one(stored, call)

    def present(self, record: Record, call: Call) -> Record:
        with_imports = call.query.text("view") == "with_drawing_log_imports"
        return {name: value for name, value in record.items() if with_imports or name != "drawing_log_imports"}

    def started(self, call: Call) -> Record:
        own: Record = {"created_by_id": call.caller.person_id, "status": "ready_for_review", "language": "en"}
        own["project_id"] = call.project.id if call.project else None
        own["company_id"] = call.company.id if call.company else None
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        imports = call.sent.pop("drawing_log_imports")
        super().apply(record, call)
        issue = self.desk.store.find("drawing_sets", number_of(call.sent, "drawing_set_id"))
        if issue is None or not self.holds(issue, call):
            raise invalid(400, [Problem("drawing_set_id", "does not exist in this project")])
        record["drawing_log_imports"] = [
            self._import(item, issue, call) for item in (imports if is_list(imports) else []) if is_record(item)
        ]

    def _import(self, item: Record, issue: Stored, call: Call) -> Json:
        uuid = text_of(item, "upload_uuid")
        upload = self.desk.uploads.finished(uuid, call.caller.person_id)
        if upload is None:
            raise invalid(400, [Problem("upload_uuid", "is no finished upload of yours")])
        same = ("drawing_date", "received_date", "default_revision", "drawing_id")
        kept: Record = {name: item.get(name) for name in same}
        return {"id": self.desk.store.new_id(), "filename": upload.name, "drawing_set_id": issue.id} | kept

    def delete(self, call: Call) -> Response:
        if self.found(call).data["status"] == "reviewed":
            raise invalid(400, [Problem("base", "is reviewed and cannot be deleted")])
        return super().delete(call)
