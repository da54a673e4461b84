"""Lists that show deleted records when asked: `filters[include_deleted]` is `only` or `with`."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call

_FILTER = "filters[include_deleted]"


class WithDeleted(Resource):
    """Without the filter, deleted records stay hidden."""

    def list(self, call: Call) -> Response:
        wish = call.query.text(_FILTER)
        rows = list(self.rows(call))
        if wish == "only":
            rows = [row for row in rows if row.recycled]
        elif wish != "with":
            rows = [row for row in rows if not row.recycled]
        return self.listed(rows, call)
