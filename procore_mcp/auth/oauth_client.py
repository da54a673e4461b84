"""Authlib's client as far as it is used here; Authlib itself has no types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Protocol, Self, cast

import httpx2
from authlib.integrations.httpx_client import AsyncOAuth2Client  # pyright: ignore[reportMissingTypeStubs]  # has none
from pydantic import SecretStr

TIMEOUT = httpx2.Timeout(20.0, connect=10.0)


class OAuthClient(Protocol):
    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def create_authorization_url(self, url: str, *, state: str, code_verifier: str | None) -> tuple[str, str]: ...

    def register_compliance_hook(self, hook_type: str, hook: Callable[[httpx2.Response], httpx2.Response]) -> None: ...

    async def fetch_token(self, url: str, *, grant_type: str, **fields: str | None) -> Mapping[str, object]: ...

    async def revoke_token(self, url: str, *, token: str) -> httpx2.Response: ...

    async def get(self, url: str, *, auth: httpx2.Auth) -> httpx2.Response: ...


def new_client(
    client_id: str,
    client_secret: SecretStr,
    redirect_uri: str,
    *,
    pkce: bool,
    transport: httpx2.AsyncBaseTransport | None,
) -> OAuthClient:
    """Procore wants the secret in the body and no scope. Used for one exchange, it never holds a token to refresh."""
    client = AsyncOAuth2Client(
        client_id=client_id,
        client_secret=client_secret.get_secret_value(),
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 - the name of a way, not a secret
        revocation_endpoint_auth_method="client_secret_post",
        redirect_uri=redirect_uri,
        code_challenge_method="S256" if pkce else None,
        timeout=TIMEOUT,
        transport=transport,
    )
    return cast("OAuthClient", client)
