"""All grants, in the state that the replicas share."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import replace

from pydantic import TypeAdapter

from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.grant import REFRESH_LIFETIME, Grant, Pair, grant_of, new_pair
from procore_mcp.server.oauth.refusal import bad_grant
from procore_mcp.server.oauth.shelf import Seals, Shelf
from procore_mcp.state.protocol import State

NOTED_EVERY = 300.0  # seconds between two notes of when a grant was last used
_PAIR = TypeAdapter(Pair)


class Replayed(Exception):
    """A refresh token came back after its grace: it, or its successor, is in foreign hands."""

    def __init__(self, grant: Grant) -> None:
        super().__init__(grant.id)
        self.grant = grant


class Grants:
    """One record for each, changed by compare-and-set: a refresh that two replicas get at once happens once.

    `clock` gives Unix seconds, `mint` unguessable text without dots.
    """

    def __init__(self, state: State, sealing: Seals, clock: Callable[[], float], mint: Callable[[], str]) -> None:
        self._shelf = Shelf(state, "grant", Grant, life=REFRESH_LIFETIME)
        self._sealing = sealing
        self._clock = clock
        self._mint = mint

    async def create(self, asked: Asked, user: str) -> tuple[Grant, Pair]:
        now = self._clock()
        empty = Grant(self._mint(), user, asked.client_id, asked.client_name, asked.resource, asked.scope, now, now)
        pair = new_pair(empty.id, self._mint)
        grant = empty.with_pair(pair, now, self._sealed(empty.id, pair))
        await self._shelf.put(grant.id, grant)
        return grant, pair

    async def find(self, id: str) -> Grant | None:  # noqa: A002 - what it is
        return await self._shelf.get(id)

    async def ids(self) -> list[str]:
        return await self._shelf.keys()

    async def of_access(self, token: str) -> tuple[Grant, float] | None:
        """The grant behind an access token, and when the token ends."""
        grant = await self.find(grant_of(token))
        until = grant.access_until(token, self._clock()) if grant else None
        if grant is None or until is None:
            return None
        await self._note_use(grant)
        return grant, until

    async def renew(self, refresh: str, client_id: str) -> tuple[Grant, Pair]:
        """The pair that follows `refresh`: the same one for everybody who asks within the grace.

        Raises Refusal, and Replayed after the grace.
        """
        following: list[Pair] = []

        def step(grant: Grant | None) -> Grant | None:
            following.clear()
            if grant is None or grant.client_id != client_id or not grant.is_current(refresh):
                return None
            pair = new_pair(grant.id, self._mint, after=refresh)
            following.append(pair)
            return grant.with_pair(pair, self._clock(), self._sealed(grant.id, pair))

        grant = await self._shelf.change(grant_of(refresh), step)
        if grant is None or grant.client_id != client_id or not grant.is_of_family(refresh):
            raise bad_grant()
        if following:
            return grant, following[0]
        if not grant.is_in_grace(refresh, self._clock()):
            raise Replayed(grant)
        return grant, self._successor(grant)

    async def end(self, id: str) -> Grant | None:  # noqa: A002 - what it is
        """All of its tokens are over when this returns."""
        return await self._shelf.take(id)

    async def _note_use(self, grant: Grant) -> None:
        now = self._clock()
        if now - grant.used_at > NOTED_EVERY:
            await self._shelf.change(grant.id, lambda kept: replace(kept, used_at=now) if kept else None)

    def _sealed(self, grant_id: str, pair: Pair) -> str:
        sealed = self._sealing.seal(_PAIR.dump_json(pair), context=f"grant:{grant_id}")
        return urlsafe_b64encode(sealed).decode("ascii")

    def _successor(self, grant: Grant) -> Pair:
        sealed = urlsafe_b64decode(grant.successor)
        return _PAIR.validate_json(self._sealing.unseal(sealed, context=f"grant:{grant.id}"))
