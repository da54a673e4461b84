"""The SDK's own client with its own OAuth, as an assistant uses it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2
from mcp import Client
from mcp.client.auth import OAuthClientProvider, TokenStorage
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientInformationFull, OAuthClientMetadata, OAuthToken
from pydantic import AnyUrl

from tests.e2e.browser import Browser
from tests.server.eras import Era

REDIRECT = "http://127.0.0.1:9999/callback"


class Memory(TokenStorage):
    """What the client keeps between two starts."""

    def __init__(self) -> None:
        self.tokens: OAuthToken | None = None
        self.client: OAuthClientInformationFull | None = None

    async def get_tokens(self) -> OAuthToken | None:
        return self.tokens

    async def set_tokens(self, tokens: OAuthToken) -> None:
        self.tokens = tokens

    async def get_client_info(self) -> OAuthClientInformationFull | None:
        return self.client

    async def set_client_info(self, client_info: OAuthClientInformationFull) -> None:
        self.client = client_info


@dataclass
class Assistant:
    """`document` is the address of its metadata document; without one it registers. `signed_in` counts its visits to
    the browser."""

    browser: Browser
    mcp: str
    document: str | None = None
    memory: Memory = field(default_factory=Memory)
    signed_in: int = 0
    provider: OAuthClientProvider | None = None

    @property
    def access(self) -> str:
        assert self.memory.tokens
        return self.memory.tokens.access_token

    @property
    def refresh(self) -> str:
        assert self.memory.tokens
        assert self.memory.tokens.refresh_token
        return self.memory.tokens.refresh_token

    @asynccontextmanager
    async def connected(self, era: Era = "auto") -> AsyncGenerator[Client]:
        arrived: dict[str, str] = {}

        async def redirect(address: str) -> None:
            self.signed_in += 1
            arrived.update((await self.browser.sign_in(address)).query)

        async def callback() -> AuthorizationCodeResult:
            return AuthorizationCodeResult(code=arrived["code"], state=arrived["state"], iss=arrived.get("iss"))

        metadata = OAuthClientMetadata(redirect_uris=[AnyUrl(REDIRECT)], client_name="The Assistant")
        self.provider = OAuthClientProvider(
            self.mcp, metadata, self.memory, redirect, callback, client_metadata_url=self.document
        )
        async with (
            httpx2.AsyncClient(auth=self.provider, trust_env=False, timeout=30) as http,
            Client(streamable_http_client(self.mcp, http_client=http), mode=era) as client,
        ):
            yield client
