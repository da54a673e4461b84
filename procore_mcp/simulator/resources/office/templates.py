"""Permission templates, and who has which."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.office.membership import is_on
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_SHOWN = ("id", "name", "project_specific", "type")


class ProjectPermissionTemplates(Resource):
    """Those of the company that are for projects, and the project's own."""

    collection = "permission_templates"

    def rows(self, call: Call) -> Iterable[Stored]:
        project = call.project.id if call.project else 0
        templates = self.desk.store.owned(self.collection, "_company_id", call.company.id if call.company else 0)
        return [row for row in templates if row.data["type"] == "global" or row.data.get("_project_id") == project]

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        return row.data["type"] == "global" or not call.query.flag(name)


class PermissionTemplateAssignments(ProjectPermissionTemplates):
    """Gives one of them to a person of the project."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._assign

    def _assign(self, call: Call) -> Response:
        person = self.desk.store.find("users", number_of(call.sent, "user_id"))
        chosen = number_of(call.sent, "permission_template_id")
        template = next((row for row in self.rows(call) if row.id == chosen), None)
        if person is None or call.project is None or not is_on(person, call.project):
            raise invalid(call.action.invalid, [Problem("user_id", "is not on this project")])
        if template is None:
            raise invalid(call.action.invalid, [Problem("permission_template_id", "is no template of this project")])
        shown: Record = {name: template.data[name] for name in _SHOWN}
        person.change({"permission_template": shown})
        answer: Record = {"user_id": person.id, "permission_template_id": template.id, "project_id": call.project.id}
        return self.presenting.value(answer, call)
