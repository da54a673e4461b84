"""Schedule files: taken in, listed with the newest first, and given back."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, is_record, text_of
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class ScheduleImports(Resource):
    """What a file says is read elsewhere and later: a new import waits, and changes no task."""

    def answer_for(self, action: Action) -> Answer:
        own: dict[str, Answer] = {"upload": self._upload, "download": self._download}
        return own.get(action.verb) or super().answer_for(action)

    def list(self, call: Call) -> Response:
        return self.listed(self._newest_first(call), call)

    def _newest_first(self, call: Call) -> list[Stored]:
        return sorted(self.rows(call), key=lambda row: text_of(row.data, "uploaded_at"), reverse=True)

    def _upload(self, call: Call) -> Response:
        source = call.sent.get("upload_id") or call.sent.get("file_id")
        if source is None:
            raise invalid(call.action.invalid, [Problem("upload_id", "can't be blank", "BLANK")])
        self.made(call).change({"file": {"id": self.desk.store.new_id(), "name": str(source), "url": None}})
        return Response(status_code=call.action.status)

    def started(self, call: Call) -> Record:
        who = self.desk.signed_in(call.caller)
        own: Record = {"uploaded_at": stamp(self.desk.clock()), "uploaded_by": who, "success": None}
        return super().started(call) | own | {"schedule_source": "Procore API"}

    def _download(self, call: Call) -> Response:
        """The newest one that has a file in this world. Raises Refusal 404 when there is none."""
        files = (row.data.get("file") for row in self._newest_first(call))
        found = next((file for file in files if is_record(file) and file.get("url")), None)
        if found is None:
            raise invisible()
        shown = self.desk.rendering.record(found, text_ids=False)
        return RedirectResponse(text_of(shown, "url"), self.desk.settings.redirect_status)
