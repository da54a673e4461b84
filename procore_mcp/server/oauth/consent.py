"""POST /oauth/consent: the person's own decision, before anything goes to Procore.

Procore knows one app, ours, and may send a browser through without a question. Whoever skipped this page could so use
somebody's Procore sign-in for a client which that person never heard of.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.attempt import Attempt, Attempts
from procore_mcp.server.oauth.cookies import Cookies
from procore_mcp.server.oauth.forms import read_form
from procore_mcp.server.oauth.pages import ALLOW, refused_page
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal
from procore_mcp.server.oauth.upstream import Upstream

_OVER = "This page was used already or is too old. Start again in the program that sent you here."
_ELSEWHERE = "This page belongs to another browser. Start again in your own program."


@dataclass(frozen=True, slots=True)
class Consent:
    addresses: Addresses
    attempts: Attempts
    cookies: Cookies
    upstream: Upstream

    async def __call__(self, request: Request) -> Response:
        try:
            form = await read_form(request)
        except Refusal as refusal:
            return refused_page(refusal.description, status=refusal.status)
        page = form.get("attempt", "")
        attempt = await self.attempts.waiting(page)
        if attempt is None:
            return refused_page(_OVER)
        if not self._is_own(request) or not self.cookies.bound(request, attempt):
            return refused_page(_ELSEWHERE, status=403)
        if await self.attempts.decide(page) is None:
            return refused_page(_OVER)
        return await self._decided(attempt, allowed=form.get("decision") == ALLOW)

    async def _decided(self, attempt: Attempt, *, allowed: bool) -> Response:
        if allowed:
            sent = self.upstream.authorization()
            await self.attempts.send_off(replace(attempt, verifier=sent.verifier), sent.state)
            return RedirectResponse(sent.url, 303, NO_STORE)
        told = {"error": "access_denied", "error_description": "The person said no."}
        response = RedirectResponse(attempt.asked.answer(self.addresses.issuer, **told), 303, NO_STORE)
        self.cookies.release(response, attempt)
        return response

    def _is_own(self, request: Request) -> bool:
        """Sent by our own page, as far as the browser says where it was sent from."""
        origin = request.headers.get("origin", self.addresses.issuer)
        return origin == self.addresses.issuer and request.headers.get("sec-fetch-site", "same-origin") == "same-origin"
