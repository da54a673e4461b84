"""GET /oauth/authorize: a client asks for a person's grant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.attempt import Asked, Attempts
from procore_mcp.server.oauth.client import Client
from procore_mcp.server.oauth.clients import Clients, is_address
from procore_mcp.server.oauth.cookies import Cookies
from procore_mcp.server.oauth.forms import once
from procore_mcp.server.oauth.limit import Limit
from procore_mcp.server.oauth.metadata import SCOPE
from procore_mcp.server.oauth.pages import Terms, consent_page, refused_page
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal
from procore_mcp.server.oauth.source import source_of

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")  # of S256; a plain one could be anything
LONGEST_STATE = 2_000
_START_AGAIN = "Start again in the program that sent you here."


@dataclass(frozen=True, slots=True)
class Authorize:
    """Where client or redirect address are wrong the person gets a page: an error must not be sent to a stranger.
    Everything else goes back to the client (RFC 6749, section 4.1.2.1)."""

    addresses: Addresses
    clients: Clients
    attempts: Attempts
    cookies: Cookies
    visits: Limit
    registrations: Limit
    terms: Terms

    async def __call__(self, request: Request) -> Response:
        try:
            source = source_of(request)
            await self.visits.spend(source)
            given = once(request.url.query)
            client = await self._client(given, source)
            redirect_uri = _redirect_uri(given, client)
        except Refusal as refusal:
            return refused_page(f"{refusal.description} {_START_AGAIN}", status=refusal.status)
        asked = Asked(client.id, client.name, redirect_uri, "", "", SCOPE, given.get("state"))
        try:
            checked = self._checked(given, asked)
        except Refusal as refusal:
            return self._told(refusal, asked)
        return await self._page(request, client, checked)

    def _told(self, refusal: Refusal, asked: Asked) -> Response:
        """A web address gets a link that the person presses: anybody can register one, and a link to this server must
        not lead there by itself (RFC 9700, section 4.11.2)."""
        told = {"error": refusal.error, "error_description": refusal.description}
        address = asked.answer(self.addresses.issuer, **told)
        if not asked.redirect_uri.startswith("https://"):
            return RedirectResponse(address, 302, NO_STORE)
        why = f"{asked.client_name} asked for something that this server does not give. {refusal.description}"
        return refused_page(why, asked=asked, address=address)

    async def _page(self, request: Request, client: Client, asked: Asked) -> Response:
        attempt, page, cookie = await self.attempts.begin(asked)
        response = consent_page(client, asked, page, terms=self.terms, last=self.cookies.remembered(request))
        self.cookies.bind(response, attempt, cookie)
        return response

    async def _client(self, given: Mapping[str, str], source: str) -> Client:
        id = given.get("client_id")  # noqa: A001 - OAuth's word
        client = await self.clients.find(id, partial(self.registrations.spend, source)) if id else None
        if client is not None:
            return client
        if id and is_address(id):
            raise Refusal("invalid_client", "The program that sent you here names an address about itself that this "
                          "server could not read, or whose content does not hold together.")  # fmt: skip
        raise Refusal(
            "invalid_client", "This server does not know the program that sent you here, or has forgotten it."
        )

    def _checked(self, given: Mapping[str, str], asked: Asked) -> Asked:
        if len(given.get("state", "")) > LONGEST_STATE:
            raise Refusal("invalid_request", "state is too long.")
        if given.get("response_type") != "code":
            raise Refusal("unsupported_response_type", "response_type must be code.")
        challenge = given.get("code_challenge", "")
        if given.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge):
            raise Refusal("invalid_request", "PKCE is required: code_challenge with code_challenge_method=S256.")
        if set(given.get("scope", SCOPE).split()) != {SCOPE}:
            raise Refusal("invalid_scope", f"The only scope is {SCOPE}.")
        resource = self.addresses.named(given.get("resource", self.addresses.at("/mcp")))
        if resource is None:
            raise Refusal("invalid_target", f"resource must be {self.addresses.at('/mcp')}, or an address below it.")
        return Asked(asked.client_id, asked.client_name, asked.redirect_uri, challenge, resource, SCOPE, asked.state)


def _redirect_uri(given: Mapping[str, str], client: Client) -> str:
    asked = given.get("redirect_uri")
    if asked is None and len(client.redirect_uris) == 1:
        return client.redirect_uris[0]
    if asked is None or not client.takes(asked):
        raise Refusal("invalid_request", "The program that sent you here wants you to end up at an address that it has "
                      "not registered.")  # fmt: skip
    return asked
