"""People who left a company or a project, until somebody calls them back."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.resources.office.membership import LEFT, ON, is_on, move
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class CompanyInactiveUsers(Resource):
    """Reactivating them brings them back to the company, not to its projects."""

    collection = "users"

    def answer_for(self, action: Action) -> Answer:
        return self._reactivate if action.verb == "reactivate" else super().answer_for(action)

    def rows(self, call: Call) -> Iterable[Stored]:
        people = self.desk.store.owned(self.collection, "_company_ids", call.company.id if call.company else 0)
        return [user for user in people if user.data.get("is_active") is False]

    def holds(self, row: Stored, call: Call) -> bool:
        return row in self.rows(call)

    def _reactivate(self, call: Call) -> Response:
        found = self.found(call)
        self.back(found, call)
        return self.presenting.one(found, call)

    def back(self, row: Stored, call: Call) -> None:
        del call
        row.change({"is_active": True})


class ProjectInactiveUsers(CompanyInactiveUsers):
    """Reactivating them puts them on the project again."""

    def rows(self, call: Call) -> Iterable[Stored]:
        return self.desk.store.owned(self.collection, LEFT, call.project.id if call.project else 0)

    def holds(self, row: Stored, call: Call) -> bool:
        return call.project is not None and is_on(row, call.project, LEFT)

    def back(self, row: Stored, call: Call) -> None:
        super().back(row, call)
        if call.project is not None:
            move(self.desk.store, self.collection, row, call.project, to=ON)
