"""One attempt of one browser to sign in, from the client's request to the code."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.shelf import Seals, Shelf
from procore_mcp.state.protocol import State

LIFETIME = 600.0  # seconds that a person gets for our page and Procore's


@dataclass(frozen=True, slots=True)
class Asked:
    """What a client asked for, checked. `challenge` is that of its code verifier, by S256."""

    client_id: str
    client_name: str
    redirect_uri: str
    challenge: str
    resource: str
    scope: str
    state: str | None

    def answer(self, issuer: str, **members: str) -> str:
        """The address that takes the browser back to the client, with `iss` (RFC 9207)."""
        state = {} if self.state is None else {"state": self.state}
        query = urlencode({**members, **state, "iss": issuer})
        return f"{self.redirect_uri}{'&' if '?' in self.redirect_uri else '?'}{query}"


@dataclass(frozen=True, slots=True)
class Attempt:
    """`tab` names the cookie that binds it to one browser, `browser` is the digest of what that holds; `verifier` is
    ours towards Procore, where that is configured."""

    asked: Asked
    tab: str
    browser: str
    verifier: str | None = field(default=None, repr=False)

    def is_from(self, cookie: str | None) -> bool:
        return cookie is not None and secrets.compare_digest(self.browser, digest(cookie))


class Attempts:
    """Those that wait for a person's yes, and those that wait for Procore. Each is found by a secret that only its own
    browser was told, and found once."""

    def __init__(self, state: State, sealing: Seals, mint: Callable[[], str]) -> None:
        self._waiting = Shelf(state, "consent", Attempt, life=LIFETIME, sealing=sealing)
        self._under_way = Shelf(state, "procore", Attempt, life=LIFETIME, sealing=sealing)
        self._mint = mint

    async def begin(self, asked: Asked) -> tuple[Attempt, str, str]:
        """The attempt, the secret of its page, and what its cookie holds."""
        page, cookie = self._mint(), self._mint()
        attempt = Attempt(asked, tab=digest(page)[:12], browser=digest(cookie))
        await self._waiting.put(digest(page), attempt)
        return attempt, page, cookie

    async def waiting(self, page: str) -> Attempt | None:
        return await self._waiting.get(digest(page))

    async def decide(self, page: str) -> Attempt | None:
        """None when it was decided already."""
        return await self._waiting.take(digest(page))

    async def send_off(self, attempt: Attempt, state: str) -> None:
        """`state` is what Procore will bring back."""
        await self._under_way.put(digest(state), attempt)

    async def under_way(self, state: str) -> Attempt | None:
        return await self._under_way.get(digest(state))

    async def come_back(self, state: str) -> Attempt | None:
        """None when it has come back already."""
        return await self._under_way.take(digest(state))
