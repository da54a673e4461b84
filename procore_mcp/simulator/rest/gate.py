"""Who asks, for which company and project, and whether they may."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request

from procore_mcp.simulator.contracts import Action, Contract
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import is_list, number_of
from procore_mcp.simulator.oauth.tokens import Tokens
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.refusals import Refusal, invisible
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.permissions import check_tool
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.store import Store, Stored

NOT_CONNECTED = "App is not connected to this company."


class LostInAnotherCompany(Exception):
    """The request was resolved against a company in which nothing of what it names exists."""


@dataclass(frozen=True, slots=True)
class Gate:
    """The checks that come before any action."""

    store: Store
    tokens: Tokens
    settings: Settings

    def caller(self, request: Request) -> Caller:
        """Raises Refusal 401 without a good bearer token."""
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        access = self.tokens.access(token) if kind.lower() == "bearer" else None
        if access is None:
            raise Refusal(401, "The access token is invalid")
        return access.caller

    def company_id(self, request: Request, contract: Contract, action: Action, caller: Caller) -> int | None:
        """The header's number. Raises Refusal where it is missing or no number."""
        text = request.headers.get("procore-company-id")
        if text is None:
            if _may_lack_header(request, contract, action, caller) or not self.settings.company_header:
                return None
            status = self.settings.missing_company_status
            raise Refusal(status, "Missing Procore-Company-Id header! Every call names its company.", listed=True)
        number = whole_number(text)
        if number is None:
            raise Refusal(400, "Procore-Company-Id must be a whole number.", listed=True)
        return number

    def company_of(self, named: Mapping[str, str]) -> int | None:
        """The company that a path or a query names, itself or by its project: what counts where no header has to."""
        company = whole_number(named.get("company_id", ""))
        if company is not None:
            return company
        project = self.store.find("projects", whole_number(named.get("project_id", "")) or 0)
        return number_of(project.data, "_company_id") if project else None

    def company(self, number: int | None, action: Action, caller: Caller) -> Stored | None:
        """The company, if the caller belongs to it. Raises Refusal 403 where the app is not installed."""
        found = self.store.find("companies", number) if number is not None else None
        if found is None or number not in self.company_ids(caller):
            return None
        if found.data.get("_app_installed") is False and not action.without_app:
            raise Refusal(403, NOT_CONNECTED, listed=True)
        return found

    def company_ids(self, caller: Caller) -> set[int]:
        """Where the caller belongs: a person's companies, or those in which the app is installed."""
        if caller.person_id is None:
            return {row.id for row in self.store.all("companies") if row.data.get("_app_installed") is not False}
        person = self.store.find("users", caller.person_id)
        listed = person.data.get("_company_ids") if person else None
        return {number for number in listed if isinstance(number, int)} if is_list(listed) else set()

    def project(self, call: Call, contract: Contract) -> Stored:
        """Raises LostInAnotherCompany for a wrong header, 404 for the invisible, 403 for a tool switched off."""
        return self._entered(call.number("project_id"), call, contract)

    def _entered(self, number: int, call: Call, contract: Contract) -> Stored:
        found = self.store.find("projects", number)
        if found is None or (call.company and not call.sees(found)):
            raise invisible() if call.company else LostInAnotherCompany
        if call.company is None or found.data.get("_company_id") != call.company.id:
            raise LostInAnotherCompany
        if contract.tool:
            check_tool(self.store, contract.tool, found, call)
        return found

    def project_above(self, call: Call, contract: Contract) -> Stored:
        """The project of the record that the path names in a project's place. Raises as `project` does."""
        parent = contract.parent
        assert parent is not None  # noqa: S101  contracts of this scope have one
        found = self.store.find(parent.collection, call.number(parent.parameter))
        number = number_of(found.data, "_project_id") if found else 0
        return self._entered(number, call, contract)

    def same_company(self, call: Call) -> None:
        """Raises LostInAnotherCompany when the company named in path, query or body is not the header's."""
        if call.company is None or call.number("company_id") != call.company.id:
            raise LostInAnotherCompany


def _may_lack_header(request: Request, contract: Contract, action: Action, caller: Caller) -> bool:
    if action.company_header == "required" or caller.person_id is None:
        return False
    named = {"company_id", "project_id"} & request.query_params.keys()
    return contract.name != "me" or not named
