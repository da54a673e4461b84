"""A company's hooks are reached by the company's path, a project's by the project's."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


def in_scope(hooks: Iterable[Stored], call: Call) -> list[Stored]:
    """Those of the level that the call asks for."""
    project = call.project.id if call.project else None
    return [hook for hook in hooks if hook.data.get("_project_id") == project]


class OfHook(Resource):
    """What lives under a hook."""

    def owner(self, call: Call) -> Stored:
        hook = super().owner(call)
        if not in_scope([hook], call):
            raise invisible()
        return hook
