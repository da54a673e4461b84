"""Records whose place may be written as a path, which makes the locations that are missing."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.resources.location_paths import LocationPaths
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call

_PATH = "mt_location"


class Placed(Resource):
    """`location_id` takes precedence over the path."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        path = call.sent.get(_PATH)
        if path is not None and call.sent.get("location_id") is None:
            record["location"] = LocationPaths(self.desk, call).reach(path, _PATH)
