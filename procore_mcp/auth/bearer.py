"""The bearer token on each request."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator

import httpx2
from pydantic import SecretStr

from procore_mcp.auth.renewal import Renewal
from procore_mcp.errors import SignInRequired

_REFUSED = 401


class Bearer(httpx2.Auth):
    """Renews early, and once more when Procore refuses a token all the same; for async clients.

    Each request raises what Renewal raises. A 401 for tokens that were made just now is the caller's: Procore also
    gives it to apps that are not installed in a company, and no renewal changes that.
    """

    def __init__(self, renewal: Renewal) -> None:
        self._renewal = renewal
        self._hopeless: str | None = None

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        await request.aread()  # so that the body can be sent twice
        tokens = await self._renewal.current()
        answer = yield _signed(request, tokens.access_token)
        if answer.status_code != _REFUSED or tokens.access_token == self._hopeless:
            return
        await answer.aread()  # gives the connection back before a wait
        renewed = await self._renewal.instead_of(tokens)
        answer = yield _signed(request, renewed.access_token)
        if answer.status_code == _REFUSED and not self._renewal.has_made(renewed):
            await answer.aread()
            renewed = await self._renewal.instead_of(renewed)
            answer = yield _signed(request, renewed.access_token)
        if answer.status_code == _REFUSED:
            self._hopeless = renewed.access_token


class StaticBearer(httpx2.Auth):
    """A ready token that nobody can renew: a 401 is the caller's."""

    def __init__(self, token: SecretStr) -> None:
        self._token = token

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        yield _signed(request, self._token.get_secret_value())


class NotSetUp(httpx2.Auth):
    """Stands where a Bearer cannot be built yet, so that the server starts and can say why nothing works."""

    def __init__(self, cause: str, *, hint: str) -> None:
        self._cause = cause
        self._hint = hint

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:  # noqa: ARG002 - the base names it
        raise SignInRequired(self._cause, hint=self._hint)


def _signed(request: httpx2.Request, token: str) -> httpx2.Request:
    request.headers["Authorization"] = f"Bearer {token}"
    return request
