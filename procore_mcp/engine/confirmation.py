"""Tokens that stand for a person's yes, where the client cannot show a question."""

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
class Confirmations:
    """A token is random, works once, for ten minutes, for one caller and exactly the call that was previewed."""

    state: State

    async def offer(self, session: Session, tool: str, arguments: Mapping[str, Json]) -> str:
        token = secrets.token_urlsafe(24)
        await self.state.put(_key(token), _fingerprint(session, tool, arguments), ttl=LIFETIME_SECONDS)
        return token

    async def redeem(self, token: str, session: Session, tool: str, arguments: Mapping[str, Json]) -> None:
        """Raises ConfirmationRefused; the token is spent either way."""
        stored = await self.state.take(_key(token))
        if stored is None:
            raise _refused("This confirmation was used already, has expired, or was never given out.")
        if not secrets.compare_digest(stored, _fingerprint(session, tool, arguments)):
            raise _refused("This confirmation belongs to another call: tool, arguments and caller must be the same.")


def _refused(message: str) -> ConfirmationRefused:
    return ConfirmationRefused(
        message,
        hint="Nothing was sent. Call again without `confirmation` to see a new preview, and show it to the user.",
    )


def _key(token: str) -> str:
    return f"confirmation:{hashlib.sha256(token.encode()).hexdigest()}"


def _fingerprint(session: Session, tool: str, arguments: Mapping[str, Json]) -> bytes:
    caller = [session.user, session.bound, session.company_id, session.project_id]
    facts = json.dumps([caller, tool, arguments], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(facts.encode()).digest()
