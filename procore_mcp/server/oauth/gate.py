"""Before every MCP request: who brings it, and whether they may."""

from __future__ import annotations

from dataclasses import dataclass

from mcp.server.auth.middleware.auth_context import auth_context_var
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.authentication import AuthCredentials
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.oauth.addresses import Addresses
from procore_mcp.server.oauth.grant import Grant
from procore_mcp.server.oauth.grants import Grants
from procore_mcp.server.oauth.metadata import SCOPE
from procore_mcp.server.oauth.refusal import NO_STORE
from procore_mcp.server.oauth.unavailable import unavailable

_SIGN_IN = "Sign in first: the metadata named in WWW-Authenticate says where."
_OVER = "This access token is unknown, over, or for another resource. Renew it, or sign in again."


@dataclass(frozen=True, slots=True)
class Gate:
    """A token opens the resource that it was asked for, and no other: not even another one of this server."""

    app: ASGIApp
    addresses: Addresses
    grants: Grants

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        resource = self.addresses.at(scope["path"])
        try:
            found = await self._caller(scope, resource)
        except ProcoreMcpError as problem:
            found = unavailable(problem)
        if isinstance(found, Response):
            await found(scope, receive, send)
            return
        scope["user"], scope["auth"] = found, AuthCredentials(found.scopes)
        before = auth_context_var.set(found)
        try:
            await self.app(scope, receive, send)
        finally:
            auth_context_var.reset(before)

    async def _caller(self, scope: Scope, resource: str) -> AuthenticatedUser | Response:
        kind, _, token = Headers(scope=scope).get("authorization", "").partition(" ")
        if kind.lower() != "bearer" or not token.strip():
            return self._challenge(resource, _SIGN_IN)
        found = await self.grants.of_access(token.strip())
        if found is None or found[0].resource != resource:
            return self._challenge(resource, _OVER, error="invalid_token")
        return AuthenticatedUser(self._access(*found))

    def _access(self, grant: Grant, until: float) -> AccessToken:
        """Client, issuer and subject are what the SDK binds sessions and sealed questions to."""
        return AccessToken(
            token=grant.id,  # the text itself has done its work here, and nobody behind this may lose it
            client_id=grant.client_id,
            scopes=[grant.scope],
            expires_at=int(until),
            resource=grant.resource,
            subject=grant.user,
            claims={"iss": self.addresses.issuer},
        )

    def _challenge(self, resource: str, words: str, *, error: str | None = None) -> Response:
        """RFC 6750, section 3: no error for somebody who brought no token; RFC 9728, section 5.1."""
        about = {"error": error, "error_description": words if error else None}
        about |= {"resource_metadata": self.addresses.metadata_of(resource), "scope": SCOPE}
        told = ", ".join(f'{name}="{value}"' for name, value in about.items() if value)
        headers = {**NO_STORE, "WWW-Authenticate": f"Bearer {told}"}
        return JSONResponse({"error": error or "unauthorized", "error_description": words}, 401, headers)
