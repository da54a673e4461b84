"""Authorization codes: what a client exchanges for tokens, once, within a minute."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from dataclasses import dataclass, replace

from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.shelf import Shelf
from procore_mcp.state.protocol import State

LIFETIME = 60.0  # seconds
REMEMBERED = 600.0  # seconds for which a second use of a code is recognised

_VERIFIER = re.compile(r"[A-Za-z0-9\-._~]{43,128}")


@dataclass(frozen=True, slots=True)
class Code:
    """For `user`, as they agreed to `asked`; once it has been used, `grant` is what came of it."""

    asked: Asked
    user: str
    expires_at: float
    grant: str | None = None

    def fits(self, *, client_id: str, redirect_uri: str | None, verifier: str, resource: str | None) -> bool:
        """A client that leaves `redirect_uri` or `resource` out relies on PKCE and on what it asked for (OAuth 2.1)."""
        asked = self.asked
        return (
            client_id == asked.client_id
            and redirect_uri in {None, asked.redirect_uri}
            and resource in {None, asked.resource}
            and is_challenge_of(verifier, asked.challenge)
        )


def is_challenge_of(verifier: str, challenge: str) -> bool:
    """By S256 (RFC 7636, section 4.6)."""
    if not _VERIFIER.fullmatch(verifier):
        return False
    told = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
    return secrets.compare_digest(told, challenge)


class Codes:
    """A used code is remembered for a while: whoever brings it again may have stolen it."""

    def __init__(self, state: State) -> None:
        self._codes = Shelf(state, "code", Code, life=REMEMBERED)

    async def keep(self, code: str, value: Code) -> None:
        await self._codes.put(digest(code), value)

    async def find(self, code: str) -> Code | None:
        return await self._codes.get(digest(code))

    async def spend(self, code: str, grant: str) -> bool:
        """True for the one who spends it: `grant` is what came of it."""

        def spent(value: Code | None) -> Code | None:
            return None if value is None or value.grant is not None else replace(value, grant=grant)

        after = await self._codes.change(digest(code), spent)
        return after is not None and after.grant == grant
