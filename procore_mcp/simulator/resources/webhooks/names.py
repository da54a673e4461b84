"""The names that triggers may use."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.webhooks.names import ResourceName, resource_names


class Names(Resource):
    """The same for every version of the payload, as far as the documents say."""

    def list(self, call: Call) -> Response:
        version = call.query.text("payload_version")
        kept = [name for name in resource_names().values() if self._is_told(name, call)]
        return self.presenting.values([_shown(name, version) for name in kept], call)

    def _is_told(self, name: ResourceName, call: Call) -> bool:
        if call.project is not None:
            return name.level == "project"
        return name.level == "company" or self.desk.settings.webhooks_of_projects


def _shown(name: ResourceName, version: str) -> Json:
    actions: list[Json] = [{"name": event} for event in name.events]
    return {
        "category": name.level,
        "tool": name.name,
        "name": name.name,
        "payload_version": version,
        "actions": actions,
    }
