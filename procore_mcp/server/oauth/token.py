"""POST /oauth/token: codes and refresh tokens become tokens."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.client import Client
from procore_mcp.server.oauth.clients import Clients
from procore_mcp.server.oauth.code import Codes
from procore_mcp.server.oauth.forms import credentials, read_form
from procore_mcp.server.oauth.grant import Grant, Pair, grant_of
from procore_mcp.server.oauth.grants import Replayed
from procore_mcp.server.oauth.limit import Limit
from procore_mcp.server.oauth.metadata import SCOPE
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal, bad_grant, unknown_client
from procore_mcp.server.oauth.sign_ins import SignIns
from procore_mcp.server.oauth.source import source_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Token:
    """Only failures count against `failures`: a busy office behind one address renews as often as it must."""

    addresses: Addresses
    clients: Clients
    codes: Codes
    sign_ins: SignIns
    failures: Limit
    clock: Callable[[], float]

    async def __call__(self, request: Request) -> Response:
        async with self.failures.of_failures(source_of(request)):
            form = await read_form(request)
            client = await proven(self.clients, form, request.headers)
            grant, pair = await self._granted(form, client)
        await self.clients.keep(client)
        return JSONResponse(self._told(grant, pair), headers=NO_STORE)

    async def _granted(self, form: Mapping[str, str], client: Client) -> tuple[Grant, Pair]:
        match form.get("grant_type"):
            case "authorization_code":
                return await self._by_code(form, client)
            case "refresh_token":
                return await self._by_refresh_token(form, client)
            case _:
                raise Refusal("unsupported_grant_type", "grant_type must be authorization_code or refresh_token.")

    async def _by_code(self, form: Mapping[str, str], client: Client) -> tuple[Grant, Pair]:
        """The grant is there before the code counts as spent: whoever dies in between loses nothing."""
        text, resource = form.get("code", ""), self._resource(form)
        code = await self.codes.find(text)
        fits = code is not None and code.fits(
            client_id=client.id,
            redirect_uri=form.get("redirect_uri"),
            verifier=form.get("code_verifier", ""),
            resource=resource,
        )
        if code is None or not fits:
            raise bad_grant()
        if code.grant is not None:  # also when it would have expired by now: it was used in time, and then stolen
            await self._end(code.grant, "An authorization code was used twice")
            raise bad_grant()
        if code.expires_at <= self.clock():
            raise bad_grant()
        made = await self.sign_ins.add(code.asked, code.user)
        if made is None:
            raise bad_grant()
        if not await self.codes.spend(text, made[0].id):
            await self.sign_ins.end_grant(made[0])
            return await self._by_code(form, client)  # somebody was faster, so this is the second use
        return made

    async def _by_refresh_token(self, form: Mapping[str, str], client: Client) -> tuple[Grant, Pair]:
        resource = self._resource(form)
        if set(form.get("scope", SCOPE).split()) != {SCOPE}:
            raise Refusal("invalid_scope", f"The only scope is {SCOPE}.")
        text = form.get("refresh_token", "")
        grant = await self.sign_ins.grants.find(grant_of(text))
        if grant is not None and resource not in {None, grant.resource}:
            raise Refusal("invalid_target", "The refresh token is for another resource.")
        try:
            return await self.sign_ins.grants.renew(text, client.id)
        except Replayed as replayed:
            await self._end(replayed.grant.id, "A refresh token was used again")
            raise bad_grant() from None

    def _resource(self, form: Mapping[str, str]) -> str | None:
        """Raises Refusal for a resource that is not ours."""
        asked = form.get("resource")
        named = self.addresses.named(asked) if asked else None
        if asked and named is None:
            raise Refusal("invalid_target", "There is no such resource here.")
        return named

    async def _end(self, grant_id: str, why: str) -> None:
        grant = await self.sign_ins.grants.find(grant_id)
        if grant is not None:
            _log.warning("%s: what user %s gave %s has been ended.", why, grant.user, grant.client_id)
            await self.sign_ins.end_grant(grant)

    def _told(self, grant: Grant, pair: Pair) -> dict[str, object]:
        until = grant.access_until(pair.access, self.clock()) or self.clock()
        return {
            "access_token": pair.access,
            "token_type": "Bearer",
            "expires_in": int(until - self.clock()),
            "refresh_token": pair.refresh,
            "scope": grant.scope,
        }


async def proven(clients: Clients, form: Mapping[str, str], headers: Mapping[str, str]) -> Client:
    """The client that sent this, with its secret if it has one. Raises Refusal."""
    id, secret = credentials(form, headers)  # noqa: A001 - OAuth's word
    client = await clients.known(id)
    if client is None or not client.proves(secret):
        raise unknown_client()
    return client
