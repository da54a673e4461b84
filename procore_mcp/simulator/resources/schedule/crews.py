"""Crews and machines that tasks of the schedule may name."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call


class ScheduleResources(Resource):
    """They name their company and project themselves."""

    def started(self, call: Call) -> Record:
        company = call.company.id if call.company else None
        own: Record = {"company_id": company, "project_id": call.number("project_id"), "schedule_attributes": {}}
        return super().started(call) | own
