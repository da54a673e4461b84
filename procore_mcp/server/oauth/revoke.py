"""POST /oauth/revoke: a client gives a grant back (RFC 7009)."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.server.oauth.clients import Clients
from procore_mcp.server.oauth.forms import read_form
from procore_mcp.server.oauth.grant import grant_of
from procore_mcp.server.oauth.limit import Limit
from procore_mcp.server.oauth.refusal import NO_STORE
from procore_mcp.server.oauth.sign_ins import SignIns
from procore_mcp.server.oauth.source import source_of
from procore_mcp.server.oauth.token import proven


@dataclass(frozen=True, slots=True)
class Revoke:
    """Either token ends the whole grant. A token that is unknown, or another client's, is no error."""

    clients: Clients
    sign_ins: SignIns
    failures: Limit

    async def __call__(self, request: Request) -> Response:
        async with self.failures.of_failures(source_of(request)):
            form = await read_form(request)
            client = await proven(self.clients, form, request.headers)
        token = form.get("token", "")
        grants = self.sign_ins.grants
        grant = await grants.find(grant_of(token))
        is_theirs = grant is not None and grant.client_id == client.id
        if grant is not None and is_theirs and grant.knows(token):
            await self.sign_ins.end_grant(grant)
        return Response(status_code=200, headers=NO_STORE)
