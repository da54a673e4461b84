"""Tokens that stand for a person's yes, or for the question that was put to them."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.api.messages import Json
from procore_mcp.engine.session import Session
from procore_mcp.errors import ConfirmationRefused
from procore_mcp.state.protocol import State

LIFETIME_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Confirmation:
    """Of one call: its token is random, works once, for ten minutes, for this caller and exactly these arguments."""

    state: State
    session: Session
    tool: str
    arguments: Mapping[str, Json]

    async def offer(self) -> str:
        token = secrets.token_urlsafe(24)
        await self.state.put(_key(token), self._fingerprint(), ttl=LIFETIME_SECONDS)
        return token

    async def redeem(self, token: str) -> None:
        """Raises ConfirmationRefused; the token is spent either way."""
        stored = await self.state.take(_key(token))
        if stored is None:
            raise _refused("This confirmation was used already, has expired, or was never given out.")
        if not secrets.compare_digest(stored, self._fingerprint()):
            raise _refused("This confirmation belongs to another call: tool, arguments and caller must be the same.")

    def _fingerprint(self) -> bytes:
        session = self.session
        caller = [session.user, session.bound, session.company_id, session.project_id]
        facts = json.dumps([caller, self.tool, self.arguments], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(facts.encode()).digest()


def _refused(message: str) -> ConfirmationRefused:
    return ConfirmationRefused(
        message,
        hint="Nothing was sent. Call again without `confirmation` to see a new preview, and show it to the user.",
    )


def _key(token: str) -> str:
    return f"confirmation:{hashlib.sha256(token.encode()).hexdigest()}"
