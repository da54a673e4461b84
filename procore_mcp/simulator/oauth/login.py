"""The authorization page: checks what an app asks for, and sends the person back with a code."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.oauth.consent import code_page, consent_page, refused_page
from procore_mcp.simulator.oauth.forms import read_form
from procore_mcp.simulator.oauth.redirects import is_allowed
from procore_mcp.simulator.oauth.tokens import Tokens
from procore_mcp.simulator.people import Caller, Client, Person
from procore_mcp.simulator.settings import OUT_OF_BAND, Settings

_CARRIED = ("response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method")
_METHODS = frozenset({"plain", "S256"})


class Login:
    """`GET /oauth/authorize`, and the form that its page sends."""

    def __init__(
        self, tokens: Tokens, clients: Mapping[str, Client], people: Mapping[int, Person], settings: Settings
    ) -> None:
        self._tokens = tokens
        self._clients = clients
        self._people = people
        self.settings = settings

    async def ask(self, request: Request) -> Response:
        asked = {name: value for name, value in request.query_params.items() if name in _CARRIED}
        client = self._clients.get(asked.get("client_id", ""))
        if refusal := self._refuse(client, asked):
            return refusal
        assert client is not None  # noqa: S101  refused above
        if self.settings.auto_approve:
            return self._grant(client, asked, next(iter(self._people)))
        return consent_page(client, list(self._people.values()), asked)

    async def decide(self, request: Request) -> Response:
        form = await read_form(request)
        asked = {name: value for name, value in form.items() if name in _CARRIED}
        client = self._clients.get(asked.get("client_id", ""))
        if refusal := self._refuse(client, asked):
            return refusal
        assert client is not None  # noqa: S101  refused above
        if form.get("decision") != "allow":
            return _back(asked, {"error": "access_denied", "error_description": "The person said no."})
        person = whole_number(form.get("person_id", "")) or 0
        if person not in self._people:
            return refused_page("There is no such person.")
        return self._grant(client, asked, person)

    def _refuse(self, client: Client | None, asked: dict[str, str]) -> Response | None:
        if client is None:
            return refused_page("No app is registered under this client id in this environment.")
        if not is_allowed(asked.get("redirect_uri", ""), client, self.settings):
            return refused_page("The redirect address is not one that the app has registered.")
        problem = self._problem(asked)
        return _back(asked, problem) if problem else None

    def _problem(self, asked: Mapping[str, str]) -> dict[str, str] | None:
        """What the app is told that sent the person here."""
        if asked.get("response_type") != "code":
            return {"error": "unsupported_response_type"}
        if self.settings.pkce == "required" and "code_challenge" not in asked:
            return {"error": "invalid_request", "error_description": "A code challenge is required."}
        if "scope" in asked:
            return {"error": "invalid_scope", "error_description": "Procore has no scopes."}
        if asked.get("code_challenge_method", "plain") not in _METHODS:
            return {"error": "invalid_request", "error_description": "Unknown code challenge method."}
        return None

    def _grant(self, client: Client, asked: dict[str, str], person: int) -> Response:
        code = self._tokens.issue_code(
            Caller(client.id, person),
            asked["redirect_uri"],
            None if self.settings.pkce == "ignored" else asked.get("code_challenge"),
            asked.get("code_challenge_method", "plain"),
        )
        return code_page(code) if asked["redirect_uri"] == OUT_OF_BAND else _back(asked, {"code": code})


def _back(asked: dict[str, str], answer: dict[str, str]) -> Response:
    uri = asked["redirect_uri"]
    if uri == OUT_OF_BAND:
        return refused_page(answer.get("error_description", answer["error"]))
    query = urlencode(answer | ({"state": asked["state"]} if "state" in asked else {}))
    return RedirectResponse(f"{uri}{'&' if '?' in uri else '?'}{query}", 302)
