"""Companies, the signed-in person, and which region serves a company."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import is_list
from procore_mcp.simulator.refusals import Refusal
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class Companies(Resource):
    """The caller's companies, also those in which the app is not installed."""

    def rows(self, call: Call) -> Iterable[Stored]:
        person = self.desk.store.find("users", call.caller.person_id or 0)
        if person is None:
            return [row for row in self.desk.store.all("companies") if row.data.get("_app_installed") is not False]
        listed = person.data.get("_company_ids")
        numbers = listed if is_list(listed) else []
        return [row for row in self.desk.store.all("companies") if row.id in numbers]

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        """Free companies would be added by the parameter; this world has none."""
        del name, row, call
        return True


class Me(Resource):
    """Who is signed in."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._me

    def _me(self, call: Call) -> Response:
        person = self.desk.signed_in(call.caller)
        if person is None:
            return self.presenting.value({"id": 0, "login": call.caller.client_id, "name": "Service account"}, call)
        return self.presenting.value(person, call)


class CompanyBaseUrl(Resource):
    """The region of the header's company."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._region

    def _region(self, call: Call) -> Response:
        if call.company is None:
            raise Refusal(400, "Procore-Company-Id names no company of yours.")
        company = call.company.data
        return self.presenting.value({"zone": company["_zone"], "web_base_url": company["_web_base_url"]}, call)
