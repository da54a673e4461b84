"""What the signed-in person may do, tool by tool."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.refusals import Refusal, invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class Permissions(Resource):
    """The manifest of one project, or of a company as a whole."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._manifest

    def _manifest(self, call: Call) -> Response:
        if not (call.query.has("project_id") or call.query.has("company_id")):
            raise Refusal(400, "Either project_id or company_id is needed.")
        project = self._project(call) if call.query.has("project_id") else None
        if call.company is None or call.query.number("company_id") not in {None, call.company.id}:
            raise invisible()
        for row in self.desk.store.owned("permissions", "_user_id", call.caller.person_id or 0):
            if row.data.get("_company_id") == call.company.id and row.data.get("_project_id") == (
                project and project.id
            ):
                return self.presenting.value({"tools": row.data["tools"]}, call)
        return self.presenting.value({"tools": []}, call)

    def _project(self, call: Call) -> Stored:
        found = self.desk.store.find("projects", call.query.number("project_id") or 0)
        company = call.company.id if call.company else None
        if found is None or not call.sees(found) or found.data.get("_company_id") != company:
            raise invisible()
        return found
