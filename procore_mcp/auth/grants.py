"""Procore's OAuth: asking for a grant, changing it into tokens, renewing and revoking them."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import anyio
import httpx2
from pydantic import SecretStr, ValidationError

from procore_mcp.auth.oauth_answer import TokenInfo, oauth_code, refusal, token_set
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.config.environment import Environment
from procore_mcp.errors import CallFailed, OutcomeUnknown, ProcoreError, Unreachable
from procore_mcp.events import Refreshed, Watch, unwatched

if TYPE_CHECKING:
    from procore_mcp.auth.oauth_client import OAuthClient

DEADLINE = 30.0  # seconds for a whole exchange
NEVER_LEFT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
    httpx2.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class Authorization:
    """One attempt to sign in: the address for the browser, and what proves that the answer belongs to it."""

    url: str = field(repr=False)
    state: str = field(repr=False)
    verifier: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Grants:
    """Every call raises BadSetting for a wrong client id or secret, Unreachable when nothing was sent, and ProcoreError
    for other refusals. `transport` replaces the network; `watch` hears of renewals."""

    environment: Environment
    client_id: str
    client_secret: SecretStr
    redirect_uri: str
    pkce: bool = False
    clock: Callable[[], float] = time.time
    transport: httpx2.AsyncBaseTransport | None = None
    watch: Watch = unwatched

    def authorization(self, mint: Callable[[], str]) -> Authorization:
        """`mint` gives unguessable text of 43 to 128 letters, digits, `-` and `_`."""
        state, verifier = mint(), mint() if self.pkce else None
        client = self._client()
        url, _ = client.create_authorization_url(self._at("authorize"), state=state, code_verifier=verifier)
        return Authorization(url, state, verifier)

    async def exchange(self, code: str, verifier: str | None = None) -> TokenSet:
        """Raises SignInRequired for a code that is used up, expired, or whose answer was lost."""
        try:
            return await self._tokens("authorization_code", code=code, code_verifier=verifier)
        except OutcomeUnknown as lost:
            raise sign_in_required(lost.message) from lost

    async def refresh(self, refresh_token: str) -> TokenSet:
        """The token is used up unless this raises Unreachable.

        Raises OutcomeUnknown when the answer was lost, SignInRequired when Procore does not accept the token.
        """
        began_at, outcome = self.clock(), "refused"
        try:
            # Authlib's own refresh_token() would hand the old token back when the answer brings no new one.
            tokens = await self._tokens("refresh_token", refresh_token=refresh_token)
            outcome = "renewed"
        except Unreachable:
            outcome = "unreachable"
            raise
        finally:
            self.watch(Refreshed(outcome, began_at, self.clock() - began_at))
        return tokens

    async def revoke(self, token: str) -> None:
        """Revoking twice, or a token that never was, is no error. Raises OutcomeUnknown when the answer was lost."""
        with self._sending():
            async with self._client() as client:
                answer = await client.revoke_token(self._at("revoke"), token=token)
                self._check(answer)

    async def token_info(self, auth: httpx2.Auth) -> TokenInfo:
        """Raises SignInRequired when Procore does not accept the token that `auth` attaches."""
        with self._sending(lost=Unreachable):
            async with self._client() as client:
                answer = await client.get(self._at("token/info"), auth=auth)
        if answer.status_code == 401:
            raise sign_in_required("Procore does not accept the access token.")
        self._check(answer)
        try:
            return TokenInfo.model_validate_json(answer.content)
        except ValidationError:
            raise self._unreadable() from None

    async def _tokens(self, grant_type: str, **fields: str | None) -> TokenSet:
        with self._sending():
            async with self._client() as client:
                client.register_compliance_hook("access_token_response", self._check)
                try:
                    answer = await client.fetch_token(
                        self._at("token"), grant_type=grant_type, redirect_uri=self.redirect_uri, **fields
                    )
                    return token_set(answer, now=self.clock())
                except ValueError:
                    raise self._unreadable() from None

    def _client(self) -> OAuthClient:
        from procore_mcp.auth.oauth_client import new_client  # noqa: PLC0415 - Authlib; a start need not wait for it

        return new_client(
            self.client_id, self.client_secret, self.redirect_uri, pkce=self.pkce, transport=self.transport
        )

    def _at(self, path: str) -> str:
        return f"{self.environment.login_url}/oauth/{path}"

    def _check(self, answer: httpx2.Response) -> httpx2.Response:
        code = oauth_code(answer.content)
        if code or not answer.is_success:
            raise refusal(answer.status_code, code, self.environment)
        return answer

    def _unreadable(self) -> ProcoreError:
        return ProcoreError(
            f"{self.environment.login_url} gave an answer that is not one of Procore's login server.",
            status=200,
            kind="UNEXPECTED_ERROR",
            hint="Check PROCORE_LOGIN_URL, and whether a proxy stands in between.",
        )

    @contextmanager
    def _sending(self, lost: type[CallFailed] = OutcomeUnknown) -> Generator[None]:
        place = self.environment.login_url
        try:
            with anyio.fail_after(DEADLINE):
                yield
        except NEVER_LEFT as error:
            raise Unreachable(
                f"{place} cannot be reached ({type(error).__name__}).",
                hint="Check the network, the proxy settings and PROCORE_LOGIN_URL.",
            ) from error
        except (httpx2.RequestError, TimeoutError) as error:
            raise lost(f"The answer of {place} was lost ({type(error).__name__}).") from error
