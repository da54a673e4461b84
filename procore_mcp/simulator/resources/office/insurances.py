"""Insurances of firms: those that the company keeps, and those of a project."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record, is_list
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class CompanyVendorInsurances(Resource):
    """Those of the company's insurances that cover one firm."""

    collection = "company_insurances"


class ProjectVendorInsurances(Resource):
    """What covers one firm on one project."""

    collection = "project_insurances"

    def owner(self, call: Call) -> Stored:
        """A firm has no project of its own; it works on several."""
        found = self.desk.store.find("vendors", call.number("vendor_id"))
        projects = found.data.get("_project_ids") if found else None
        if found is None or call.project is None or not is_list(projects) or call.project.id not in projects:
            raise invisible()
        return found

    def rows(self, call: Call) -> list[Stored]:
        project = call.project.id if call.project else 0
        return [row for row in super().rows(call) if row.data["_project_id"] == project]

    def holds(self, row: Stored, call: Call) -> bool:
        return super().holds(row, call) and row in self.rows(call)

    def started(self, call: Call) -> Record:
        own: Record = {"vendor_id": self.owner(call).id, "enable_expired_insurance_notifications": True}
        return super().started(call) | own | {"status": "undecided"}

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if "name" in call.sent:
            record["insurance_provider"] = call.sent["name"]
