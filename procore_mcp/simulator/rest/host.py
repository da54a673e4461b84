"""The API host: from a request to the answer of one action."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from procore_mcp.simulator.changes import Change
from procore_mcp.simulator.contracts import Action, Contract
from procore_mcp.simulator.json_types import Json
from procore_mcp.simulator.links import FILES, Links
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.refusals import Family, Refusal, family_of, invisible, json_response
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.body import read_body
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.gate import Gate, LostInAnotherCompany
from procore_mcp.simulator.rest.query import QueryReader
from procore_mcp.simulator.rest.routes import Found, Routes


class ApiHost:
    """Checks what all actions share, then lets the resource answer; `tell` hears what writing actions changed."""

    def __init__(
        self,
        resources: Mapping[str, Resource],
        gate: Gate,
        links: Links,
        tell: Callable[[Call, Sequence[Change]], None],
    ) -> None:
        contracts = [resource.contract for resource in resources.values()]
        self._routes = Routes(contracts)
        self._gate = gate
        self._links = links
        self._tell = tell
        self._readers = {action.path + action.method: QueryReader(action) for c in contracts for action in c.actions}
        self._answers = _answers(resources)

    async def answer(self, request: Request) -> Response:
        path = request.scope["path"]
        found = self._routes.find(request.method, path)
        try:
            caller = self._gate.caller(request)
            if path.startswith(FILES) and request.method == "GET":
                return self._file(request, path.removeprefix(FILES))
            if found is None:
                return _no_contract(request.method, path, self._routes.methods(path))
            return await self._act(request, found, caller)
        except Refusal as refusal:
            return refusal.response(_family(found, path))

    async def _act(self, request: Request, found: Found, caller: Caller) -> Response:
        contract, action = found.contract, found.action
        number = self._gate.company_id(request, contract, action, caller)
        if number is None and self._gate.settings.company_from_address:
            number = self._gate.company_of({**request.query_params, **found.path})
        company = self._gate.company(number, action, caller)
        _check_words(action, found.path)
        query = self._readers[action.path + action.method].read(
            request.scope["query_string"].decode("latin-1"),
            ignores_unknown=self._gate.settings.unknown_query == "ignore",
        )
        sent = await read_body(request, action)
        token = request.headers.get("idempotency-token", "")
        call = Call(action, found.path, query, sent, caller, company, None, request.scope["path"], token)
        try:
            return self._written(self._answers[contract.name, action.verb], self._placed(call, contract))
        except LostInAnotherCompany:
            return _nothing_there(self._answers[contract.name, ""], call)

    def _written(self, answer: Answer, call: Call) -> Response:
        if call.action.method == "GET":
            return answer(call)
        with self._gate.store.changes.noting() as changes:
            response = answer(call)
        self._tell(call, changes)
        return response

    def _placed(self, call: Call, contract: Contract) -> Call:
        if contract.scope == "project":
            if call.action.place_of("company_id") == "path":
                self._gate.same_company(call)
            return replace(call, project=self._gate.project(call, contract))
        if contract.scope == "parent":
            return replace(call, project=self._gate.project_above(call, contract))
        if contract.scope == "company":
            self._gate.same_company(call)
        return call

    def _file(self, request: Request, key: str) -> Response:
        if not self._links.is_shown(key, request.query_params.get("sig", "")):
            raise invisible()
        return RedirectResponse(self._links.signed(key), self._gate.settings.redirect_status)


def _answers(resources: Mapping[str, Resource]) -> dict[tuple[str, str], Answer]:
    found: dict[tuple[str, str], Answer] = {}
    for name, resource in resources.items():
        found |= {(name, verb): answer for verb, answer in resource.answers().items()}
        found[name, ""] = resource.nothing
    return found


def _nothing_there(empty: Answer, call: Call) -> Response:
    """A list is empty; everything else is not found."""
    if call.action.method == "GET" and call.action.lists:
        return empty(call)
    raise invisible()


def _check_words(action: Action, path: Mapping[str, str]) -> None:
    for name, words in action.path_words.items():
        if path[name] not in words:
            raise invisible()


def _family(found: Found | None, path: str) -> Family:
    return "nested" if found and found.contract.errors == "nested" else family_of(path)


def _no_contract(method: str, path: str, others: list[str]) -> Response:
    """501, which Procore itself never answers, so that a gap of the simulator is taken for nothing else."""
    message = (
        f"The simulator has no contract for {method} {path}, so it cannot say what Procore would do. "
        "GET /_simulator/coverage lists what it knows."
    )
    return json_response(
        {
            "error": "Not Implemented",
            "message": message,
            "method": method,
            "path": path,
            "known_methods": list[Json](others),
        },
        501,
    )
