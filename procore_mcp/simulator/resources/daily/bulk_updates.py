"""Approving many daily logs at once: each is told whether it worked."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, number_of, records_in
from procore_mcp.simulator.resources.daily.approval import is_admin
from procore_mcp.simulator.resources.daily.log_types import collection_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call

_STATUSES = ("status", "approval_status")  # hours show theirs under a name of its own


class DailyLogBulkUpdates(Resource):
    """Answers 200 whatever came of the single logs."""

    def update(self, call: Call) -> Response:
        done: Record = {kind: self._changed(kind, changes, call) for kind, changes in call.sent.items()}
        return self.presenting.value([done], call)

    def _changed(self, kind: str, changes: Json, call: Call) -> Json:
        return [self._change(kind, change, call) for change in records_in(changes)]

    def _change(self, kind: str, change: Record, call: Call) -> Record:
        row = self.desk.store.find(collection_of(kind), number_of(change, "id"))
        told: Record = {"id": change["id"], "status": change["status"]}
        if row is None or row.data.get("_project_id") != call.number("project_id"):
            return told | {"success": False, "error": "Log is not found"}
        if not is_admin(self.desk.store, call):
            return told | {"success": False, "error": "You do not have permission to change the status of this log"}
        statuses: Record = {name: change["status"] for name in _STATUSES if name in row.data}
        row.change({**statuses, "updated_at": stamp(self.desk.clock())})
        return told | {"success": True}
