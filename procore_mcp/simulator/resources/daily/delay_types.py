"""The kinds of delays that a project's people choose from."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call

_VISIBLE = "filters[visible]"


class DelayLogTypes(Resource):
    """Hidden ones are listed only when asked for."""

    def list(self, call: Call) -> Response:
        wanted = call.query.text(_VISIBLE) if call.query.has(_VISIBLE) else "true"
        rows = [row for row in self.rows(call) if wanted == "false...true" or row.data["visible"] is (wanted == "true")]
        return self.listed(rows, call)

    def started(self, call: Call) -> Record:
        return super().started(call) | {"visible": True}

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if not record.get("translation_key"):
            record["translation_key"] = text_of(record, "display_name").casefold().replace(" ", "_")
