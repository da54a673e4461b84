"""The people of a company, the caller among them."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, is_list, is_record, number_of, values_at
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.office.membership import LEFT, ON, move, projects_of
from procore_mcp.simulator.resources.office.person import complete_person, newcomer
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.resources.syncing import Syncing
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class CompanyUsers(Syncing):
    """Lists a company's active users, shows any of them, and writes one or many."""

    collection = "users"

    def answer_for(self, action: Action) -> Answer:
        own = {"me": self._me, "invite": self._invite}
        return own.get(action.verb) or super().answer_for(action)

    def list(self, call: Call) -> Response:
        return self.listed([user for user in self.rows(call) if user.data.get("is_active") is True], call)

    def rows(self, call: Call) -> Iterable[Stored]:
        company = call.company.id if call.company else 0
        return self.desk.store.owned(self.collection, "_company_ids", company)

    def holds(self, row: Stored, call: Call) -> bool:
        companies = row.data.get("_company_ids")
        return call.company is not None and is_list(companies) and call.company.id in companies

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        """The one filter with a meaning of its own goes by the trades of the user's vendor."""
        vendor = row.data.get("vendor")
        firm = self.desk.store.find("vendors", number_of(vendor, "id")) if is_record(vendor) else None
        trades = values_at(firm.data, ["trades", "id"]) if firm else []
        return any(number in trades for number in call.query.values[name])

    def started(self, call: Call) -> Record:
        return super().started(call) | newcomer(call.company.id if call.company else 0, [])

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        is_new = self.desk.store.find(self.collection, number_of(record, "id")) is None
        complete_person(record, self.desk.store, taken=409 if is_new else call.action.invalid)

    def alter(self, stored: Stored, call: Call) -> None:
        """Whoever is made inactive leaves their projects."""
        super().alter(stored, call)
        if call.sent.get("is_active") is False:
            for project in projects_of(self.desk.store, stored, ON):
                move(self.desk.store, self.collection, stored, project, to=LEFT)

    def _invite(self, call: Call) -> Response:
        """The mail goes out in the real world only."""
        self.found(call)
        return Response(status_code=call.action.status)

    def _me(self, call: Call) -> Response:
        found = self.desk.store.find(self.collection, call.caller.person_id or 0)
        if found is None:
            raise invisible()
        return self.presenting.one(found, call)
