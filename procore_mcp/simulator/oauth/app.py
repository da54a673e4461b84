"""The login host's table of actions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.oauth.forms import read_form
from procore_mcp.simulator.oauth.issue import Issue
from procore_mcp.simulator.oauth.login import Login
from procore_mcp.simulator.oauth.refused import OAuthRefusal
from procore_mcp.simulator.oauth.tokens import Tokens
from procore_mcp.simulator.refusals import json_response


class OAuthHost:
    """Answers every request to the login host."""

    def __init__(self, tokens: Tokens, login: Login, issue: Issue, clock: Callable[[], float]) -> None:
        self._settings = login.settings
        self._tokens = tokens
        self._issue = issue
        self._clock = clock
        self._actions: dict[tuple[str, str], Callable[[Request], Awaitable[Response]]] = {
            ("GET", "/oauth/authorize"): login.ask,
            ("POST", "/oauth/authorize"): login.decide,
            ("POST", "/oauth/token"): issue.issue,
            ("GET", "/oauth/token/info"): self._info,
            ("POST", "/oauth/revoke"): self._revoke,
        }

    async def answer(self, request: Request) -> Response:
        action = self._actions.get((request.method, request.scope["path"]))
        if action is None:
            return json_response({"error": "not_found", "error_description": "The login host has no such action."}, 404)
        try:
            return await action(request)
        except OAuthRefusal as refusal:
            return refusal.response(self._settings.oauth_client_status)

    async def _info(self, request: Request) -> Response:
        kind, _, token = request.headers.get("authorization", "").partition(" ")
        access = self._tokens.access(token) if kind.lower() == "bearer" else None
        if access is None:
            raise OAuthRefusal("invalid_token", "The access token is invalid.")
        return json_response(
            {
                "resource_owner_id": access.caller.person_id,
                "scopes": ["public"],
                "expires_in_seconds": int(access.expires_at - self._clock()),
                "application": {"uid": access.caller.client_id},
                "created_at": int(access.created_at),
            }
        )

    async def _revoke(self, request: Request) -> Response:
        form = await read_form(request)
        if self._issue.client(form):
            self._tokens.revoke(form.get("token", ""))
        return json_response({})
