"""People and firms of a project: records of the company, seen from the project."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.office.firms import new_firm
from procore_mcp.simulator.resources.office.membership import LEFT, ON, move
from procore_mcp.simulator.resources.office.person import complete_person, newcomer
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class OnProject(Resource):
    """Records that list the projects they take part in; they are added to a project and removed from it."""

    def answer_for(self, action: Action) -> Answer:
        own = {"add": self._add, "remove": self._remove}
        return own.get(action.verb) or super().answer_for(action)

    def rows(self, call: Call) -> Iterable[Stored]:
        return self.desk.store.owned(self.collection, ON, call.project.id if call.project else 0)

    def holds(self, row: Stored, call: Call) -> bool:
        projects = row.data.get(ON)
        return call.project is not None and is_list(projects) and call.project.id in projects

    def is_known(self, row: Stored, call: Call) -> bool:
        """Whether the record is of the company, so that it may be added."""
        return call.company is not None and row.data.get("_company_id") == call.company.id

    def _add(self, call: Call) -> Response:
        found = self.desk.store.find(self.collection, call.number("id"))
        if found is None or call.project is None or not self.is_known(found, call):
            raise invisible()
        found.change(self.references.resolve(call.sent, call))
        move(self.desk.store, self.collection, found, call.project, to=ON)
        return self.presenting.one(found, call)

    def _remove(self, call: Call) -> Response:
        found = self.found(call)
        if call.project is not None:
            move(self.desk.store, self.collection, found, call.project)
        return Response(status_code=call.action.status)


class ProjectUsers(OnProject):
    """The directory of a project."""

    collection = "users"

    def is_known(self, row: Stored, call: Call) -> bool:
        companies = row.data.get("_company_ids")
        return call.company is not None and is_list(companies) and call.company.id in companies

    def started(self, call: Call) -> Record:
        company, project = call.company.id if call.company else 0, call.project.id if call.project else 0
        return super().started(call) | newcomer(company, [project])

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        complete_person(record, self.desk.store, taken=call.action.invalid)

    def update(self, call: Call) -> Response:
        """Whoever is made inactive is listed among the project's inactive people from then on."""
        answer = super().update(call)
        if call.sent.get("is_active") is False and call.project is not None:
            move(self.desk.store, self.collection, self.found(call), call.project, to=LEFT)
        return answer


class ProjectVendors(OnProject):
    """The firms of a project."""

    collection = "vendors"

    def started(self, call: Call) -> Record:
        projects: list[Json] = [call.project.id] if call.project else []
        return super().started(call) | new_firm(call, projects)
