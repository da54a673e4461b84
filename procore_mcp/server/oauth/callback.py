"""GET /oauth/callback: the browser comes back from Procore."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from procore_mcp.errors import NotAllowed, ProcoreMcpError
from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.attempt import Asked, Attempt, Attempts
from procore_mcp.server.oauth.code import LIFETIME, Code, Codes
from procore_mcp.server.oauth.cookies import Cookies
from procore_mcp.server.oauth.forms import once
from procore_mcp.server.oauth.pages import refused_page, signed_in_page
from procore_mcp.server.oauth.people import People, Person
from procore_mcp.server.oauth.redirect_uri import opens_an_app
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal
from procore_mcp.server.oauth.upstream import Identity, Upstream

_NOT_OURS = "This answer belongs to no sign-in that is under way in this browser. Start again in your program."
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Callback:
    """`clock` gives Unix seconds, `mint` unguessable text."""

    addresses: Addresses
    attempts: Attempts
    codes: Codes
    people: People
    cookies: Cookies
    upstream: Upstream
    clock: Callable[[], float]
    mint: Callable[[], str]

    async def __call__(self, request: Request) -> Response:
        try:
            given = once(request.url.query)
        except Refusal:
            return refused_page(_NOT_OURS)
        state = given.get("state", "")
        attempt = await self.attempts.under_way(state)
        if attempt is None or not self.cookies.bound(request, attempt):
            return refused_page(_NOT_OURS)
        if await self.attempts.come_back(state) is None:
            return refused_page(_NOT_OURS)
        response = await self._outcome(attempt, given)
        self.cookies.release(response, attempt)
        return response

    async def _outcome(self, attempt: Attempt, given: Mapping[str, str]) -> Response:
        asked = attempt.asked
        code = given.get("code")
        if code is None:
            declined = given.get("error") == "access_denied"
            return self._refused(asked, "You declined in Procore." if declined else "Procore did not let you in.")
        try:
            identity = await self.upstream.receive(code, attempt.verifier, self._meet)
        except NotAllowed as problem:
            return self._refused(asked, f"{problem.message} {problem.hint}", status=403)
        except ProcoreMcpError as problem:
            _log.warning("A sign-in failed: %s", problem.message)
            return self._refused(asked, f"{problem.message} Start again in your program.", status=502)
        return await self._welcome(asked, self._person(identity))

    async def _meet(self, identity: Identity) -> None:
        await self.people.meet(self._person(identity))

    def _person(self, identity: Identity) -> Person:
        return Person(identity.user, identity.name, identity.login, self.clock())

    async def _welcome(self, asked: Asked, person: Person) -> Response:
        code = self.mint()
        await self.codes.keep(code, Code(asked, person.user, self.clock() + LIFETIME))
        address = asked.answer(self.addresses.issuer, code=code)
        if opens_an_app(asked.redirect_uri):
            response = signed_in_page(person, asked, address)
        else:
            response = RedirectResponse(address, 302, NO_STORE)
        self.cookies.remember(response, person)
        return response

    def _refused(self, asked: Asked, why: str, *, status: int = 400) -> Response:
        told = {"error": "access_denied", "error_description": "The person was not signed in."}
        return refused_page(why, asked=asked, address=asked.answer(self.addresses.issuer, **told), status=status)
