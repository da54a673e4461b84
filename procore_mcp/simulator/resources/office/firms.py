"""Firms in a company's directory."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call


def new_firm(call: Call, projects: list[Json]) -> Record:
    """What a new firm has before anything that was sent."""
    company = call.company.data["name"] if call.company else None
    return {"company": company, "is_active": True, "project_ids": [*projects], "_project_ids": projects}


class Vendors(Resource):
    """New firms are on no project yet."""

    def started(self, call: Call) -> Record:
        return super().started(call) | new_firm(call, [])
