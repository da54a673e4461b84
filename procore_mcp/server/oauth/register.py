"""POST /oauth/register: a client introduces itself (RFC 7591)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from procore_mcp.server.oauth.client import WAYS_TO_PROVE, Proof, described
from procore_mcp.server.oauth.clients import Clients
from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.forms import read_json
from procore_mcp.server.oauth.limit import Limit
from procore_mcp.server.oauth.metadata import SCOPE
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal
from procore_mcp.server.oauth.source import source_of

_USUAL: Proof = "client_secret_basic"  # RFC 7591, section 2: what a client means that does not say


@dataclass(frozen=True, slots=True)
class Register:
    """Open to all, as clients of MCP expect; so it is limited, and who never signs anybody in is soon forgotten.

    `clock` gives Unix seconds, `mint` unguessable text.
    """

    clients: Clients
    registrations: Limit
    clock: Callable[[], float]
    mint: Callable[[], str]

    async def __call__(self, request: Request) -> Response:
        await self.registrations.spend(source_of(request))
        metadata = await read_json(request)
        proof = _proof(metadata.get("token_endpoint_auth_method"))
        id, secret = self.mint(), None if proof == "none" else self.mint()  # noqa: A001 - OAuth's word
        client = described(id, metadata, secret=digest(secret) if secret else None)
        await self.clients.register(client)
        told: dict[str, object] = {
            "client_id": client.id,
            "client_id_issued_at": int(self.clock()),
            "client_name": client.name,
            "redirect_uris": client.redirect_uris,
            "grant_types": ["authorization_code", "refresh_token"],
            "response_types": ["code"],
            "token_endpoint_auth_method": proof,
            "scope": SCOPE,
        }
        if secret:
            told |= {"client_secret": secret, "client_secret_expires_at": 0}
        return JSONResponse(told, 201, NO_STORE)


def _proof(asked: object) -> Proof:
    if asked is None or asked == "":
        return _USUAL
    for way in WAYS_TO_PROVE:
        if asked == way:
            return way
    ways = ", ".join(WAYS_TO_PROVE)
    raise Refusal("invalid_client_metadata", f"token_endpoint_auth_method must be one of {ways}.")
