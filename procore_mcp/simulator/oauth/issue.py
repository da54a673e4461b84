"""`POST /oauth/token`: codes and refresh tokens become token pairs."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.oauth.forms import read_form
from procore_mcp.simulator.oauth.refused import INVALID_CLIENT, INVALID_GRANT, OAuthRefusal
from procore_mcp.simulator.oauth.tokens import Grant, Pair, Tokens
from procore_mcp.simulator.people import Caller, Client
from procore_mcp.simulator.refusals import json_response
from procore_mcp.simulator.settings import Settings


class Issue:
    """The three grants; the app's credentials travel in the body, or in a header where the settings let them."""

    def __init__(self, tokens: Tokens, clients: Mapping[str, Client], settings: Settings) -> None:
        self._tokens = tokens
        self._clients = clients
        self._settings = settings
        self._grants: dict[str, Callable[[Client | None, dict[str, str]], Pair]] = {
            "authorization_code": self._by_code,
            "refresh_token": self._by_refresh_token,
            "client_credentials": self._by_credentials,
        }

    async def issue(self, request: Request) -> Response:
        form = await read_form(request)
        grant = self._grants.get(form.get("grant_type", ""))
        if grant is None:
            raise OAuthRefusal("unsupported_grant_type", "This grant type is not supported.")
        if self._settings.basic_at_token:
            form = _basic(request.headers.get("authorization", "")) | form
        pair = grant(self.client(form), form)
        return json_response(_written(pair), headers={"Cache-Control": "no-store"})

    def client(self, form: dict[str, str]) -> Client | None:
        """The app whose id and secret the form carries, if both are right."""
        client = self._clients.get(form.get("client_id", ""))
        return client if client and client.secret == form.get("client_secret") else None

    def _by_code(self, client: Client | None, form: dict[str, str]) -> Pair:
        known = _known(client)
        grant = self._tokens.take_code(form.get("code", ""))
        if grant is None or grant.caller.client_id != known.id or not _goes_with(grant, form):
            raise OAuthRefusal("invalid_grant", INVALID_GRANT)
        return self._tokens.issue(grant.caller)

    def _by_refresh_token(self, client: Client | None, form: dict[str, str]) -> Pair:
        found = self._tokens.take_refresh(form.get("refresh_token", ""))
        known = _known(client)
        if found is None or found[0].client_id != known.id:
            raise OAuthRefusal("invalid_grant", INVALID_GRANT)
        return self._tokens.issue(*found)

    def _by_credentials(self, client: Client | None, form: dict[str, str]) -> Pair:
        del form
        return self._tokens.issue(Caller(_known(client).id, None))


def _basic(header: str) -> dict[str, str]:
    """The credentials in an Authorization header of the kind Basic; none where there is no such header."""
    kind, _, coded = header.partition(" ")
    try:
        client_id, _, secret = base64.b64decode(coded if kind.lower() == "basic" else "").decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret} if client_id else {}


def _known(client: Client | None) -> Client:
    if client is None:
        raise OAuthRefusal("invalid_client", INVALID_CLIENT)
    return client


def _goes_with(grant: Grant, form: dict[str, str]) -> bool:
    if grant.redirect_uri != form.get("redirect_uri"):
        return False
    if grant.challenge is None:
        return True
    verifier = form.get("code_verifier", "")
    if grant.challenge_method == "plain":
        return verifier == grant.challenge
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == grant.challenge


def _written(pair: Pair) -> Record:
    body: Record = {"access_token": pair.access_token, "token_type": "bearer", "expires_in": pair.expires_in}
    if pair.refresh_token:
        body["refresh_token"] = pair.refresh_token
    return body | {"created_at": pair.created_at}
