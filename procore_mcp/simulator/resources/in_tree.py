"""What folders and files have in common."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.tree import Tree, is_bin, is_root
from procore_mcp.simulator.rest.call import Call


class InTree(Resource):
    """They are moved and renamed with all that lies below, and deleting only moves them to the bin."""

    def update(self, call: Call) -> Response:
        stored = self.found(call)
        if is_root(stored) or is_bin(stored):
            raise invalid(400, [Problem("base", "cannot be changed")])
        super().update(call)
        Tree(self.desk, call).settle(self.collection, stored)
        return self.presenting.one(stored, call)

    def delete(self, call: Call) -> Response:
        Tree(self.desk, call).throw_away(self.collection, self.found(call))
        return Response(status_code=call.action.status)

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if "explicit_permissions" in call.sent:
            record["private"] = call.sent["explicit_permissions"]
