"""What was sent to a hook's destination, and how often it took."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.webhooks.scopes import OfHook
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.store import Stored

_SUCCEEDED = "succeeded"


class Deliveries(OfHook):
    """Written by whoever sends them; here they are only looked at."""

    collection = "webhook_deliveries"

    def list(self, call: Call) -> Response:
        """Payloads are shown as they were sent: which version writes ids as text is their own matter."""
        parameters = filtering(call.action, call.query)
        rows = [row for row in self.rows(call) if is_kept(row.data, parameters, call.query) and _is_wanted(row, call)]
        rows.sort(key=lambda row: row.id, reverse=True)
        return self.presenting.values([_shown(row) for row in rows], call)


def _shown(row: Stored) -> Record:
    shown: Record = {name: value for name, value in row.data.items() if name[0] != "_"}
    return {**shown, "id": str(row.id)}


def _is_wanted(row: Stored, call: Call) -> bool:
    status, day = call.query.text("filter[status]"), text_of(row.data, "created_at")[:10]
    if status and text_of(row.data, "status") != ("delivered" if status == _SUCCEEDED else status):
        return False
    start, end = call.query.text("filter[start]")[:10], call.query.text("filter[end]")[:10]
    return (start or day) <= day <= (end or day)
