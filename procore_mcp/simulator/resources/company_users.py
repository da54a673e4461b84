"""The people of a company, the caller among them."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import is_list, is_record, number_of, values_at
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class CompanyUsers(Resource):
    """Lists a company's active users, and shows any of them."""

    collection = "users"

    def answer_for(self, action: Action) -> Answer:
        return self._me if action.verb == "me" else super().answer_for(action)

    def rows(self, call: Call) -> Iterable[Stored]:
        company = call.company.id if call.company else 0
        users = self.desk.store.owned(self.collection, "_company_ids", company)
        return [user for user in users if user.data.get("is_active") is True]

    def holds(self, row: Stored, call: Call) -> bool:
        companies = row.data.get("_company_ids")
        return call.company is not None and is_list(companies) and call.company.id in companies

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        """The one filter with a meaning of its own goes by the trades of the user's vendor."""
        vendor = row.data.get("vendor")
        firm = self.desk.store.find("vendors", number_of(vendor, "id")) if is_record(vendor) else None
        trades = values_at(firm.data, ["trades", "id"]) if firm else []
        return any(number in trades for number in call.query.values[name])

    def _me(self, call: Call) -> Response:
        found = self.desk.store.find(self.collection, call.caller.person_id or 0)
        if found is None:
            raise invisible()
        return self.presenting.one(found, call)
