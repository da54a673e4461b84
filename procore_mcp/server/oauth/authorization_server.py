"""All of it together: what is answered beside MCP, and who passes to it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp

from procore_mcp.server.oauth import addresses as at
from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.attempt import Attempts
from procore_mcp.server.oauth.authorize import Authorize
from procore_mcp.server.oauth.callback import Callback
from procore_mcp.server.oauth.clients import Clients
from procore_mcp.server.oauth.code import Codes
from procore_mcp.server.oauth.consent import Consent
from procore_mcp.server.oauth.cookies import Cookies
from procore_mcp.server.oauth.gate import Gate
from procore_mcp.server.oauth.limit import Allowance, Limit
from procore_mcp.server.oauth.metadata import resource_metadata, server_metadata
from procore_mcp.server.oauth.pages import Terms
from procore_mcp.server.oauth.register import Register
from procore_mcp.server.oauth.revoke import Revoke
from procore_mcp.server.oauth.shelf import Seals
from procore_mcp.server.oauth.sign_ins import SignIns
from procore_mcp.server.oauth.token import Token
from procore_mcp.server.oauth.unavailable import Answering, for_people, for_programs
from procore_mcp.server.oauth.upkeep import Upkeep
from procore_mcp.server.oauth.upstream import Upstream
from procore_mcp.state.protocol import State

# A company may sit behind one address, so these leave room for all of it on the day it begins.
VISITS = Allowance(each=120, total=1_200, window=60.0)
REGISTRATIONS = Allowance(each=60, total=240, window=600.0)
FAILURES = Allowance(each=60, total=600, window=60.0)
_CACHED = {"Cache-Control": "public, max-age=3600", "Access-Control-Allow-Origin": "*"}


def mint() -> str:
    """256 random bits, without dots."""
    return secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class AuthorizationServer:
    """For clients of MCP, with Procore behind it. Holds nothing itself: any replica answers any request.

    `clock` gives Unix seconds.
    """

    addresses: Addresses
    state: State
    sealing: Seals
    clients: Clients
    sign_ins: SignIns
    upstream: Upstream
    terms: Terms
    clock: Callable[[], float]
    mint: Callable[[], str] = field(default=mint)

    def gate(self, app: ASGIApp) -> ASGIApp:
        return Gate(app, self.addresses, self.sign_ins.grants)

    def routes(self) -> Sequence[BaseRoute]:
        registrations = self._limit("registrations", REGISTRATIONS)
        people, programs = self._for_people(registrations), self._for_programs(registrations)
        return [
            *(Route(path, for_people(answer), methods=[method]) for path, method, answer in people),
            *(Route(path, for_programs(answer), methods=["POST"]) for path, answer in programs),
            Route(at.SERVER_METADATA, self._server_metadata, methods=["GET"]),
            Route(f"{at.RESOURCE_METADATA}{{path:path}}", self._resource_metadata, methods=["GET"]),
        ]

    async def upkeep(self) -> None:
        """Runs beside the requests until it is cancelled."""
        await Upkeep(self.sign_ins, self.state, self.clock).run()

    def _for_people(self, registrations: Limit) -> Sequence[tuple[str, str, Answering]]:
        attempts = Attempts(self.state, self.sealing, self.mint)
        cookies = Cookies(is_secure=not self.addresses.is_local, sealing=self.sealing)
        ours, limit = self.addresses, self._limit("visits", VISITS)
        return [
            (at.AUTHORIZE, "GET", Authorize(ours, self.clients, attempts, cookies, limit, registrations, self.terms)),
            (at.CONSENT, "POST", Consent(ours, attempts, cookies, self.upstream)),
            (
                at.CALLBACK,
                "GET",
                Callback(
                    ours,
                    attempts,
                    Codes(self.state),
                    self.sign_ins.people,
                    cookies,
                    self.upstream,
                    self.clock,
                    self.mint,
                ),
            ),
        ]

    def _for_programs(self, registrations: Limit) -> Sequence[tuple[str, Answering]]:
        failures = self._limit("failures", FAILURES)
        codes = Codes(self.state)
        return [
            (at.TOKEN, Token(self.addresses, self.clients, codes, self.sign_ins, failures, self.clock)),
            (at.REGISTER, Register(self.clients, registrations, self.clock, self.mint)),
            (at.REVOKE, Revoke(self.clients, self.sign_ins, failures)),
        ]

    def _limit(self, what: str, allowance: Allowance) -> Limit:
        return Limit(self.state, what, allowance, self.clock)

    async def _server_metadata(self, request: Request) -> Response:  # noqa: ARG002 - starlette's signature
        return JSONResponse(server_metadata(self.addresses), headers=_CACHED)

    async def _resource_metadata(self, request: Request) -> Response:
        resource = self.addresses.resource(request.path_params["path"] or "/mcp")
        if resource is None:
            return JSONResponse({"error": "not_found", "error_description": "There is no such resource here."}, 404)
        return JSONResponse(resource_metadata(self.addresses, resource), headers=_CACHED)
