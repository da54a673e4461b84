"""Sign-ins as a whole: a person, the clients they let in, and their tokens at Procore."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.grant import Grant, Pair
from procore_mcp.server.oauth.grants import Grants
from procore_mcp.server.oauth.people import People, Person

UNFINISHED = 600.0  # seconds after which no client can finish a sign-in; its code lives a minute
_log = logging.getLogger(__name__)
Answer = Callable[[], Awaitable[bool]]


class Accounts(Protocol):
    """Everybody's tokens at Procore, by Procore's user id."""

    async def users(self) -> list[str]: ...

    async def is_alive(self, user: str) -> bool:
        """Whether the sign-in to Procore could still be renewed."""
        ...

    async def forget(self, user: str, *, only_if: Answer = ...) -> ProcoreMcpError | None:
        """Ends the tokens at Procore and deletes them here; gives what kept Procore from hearing of it."""
        ...


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person, and what of theirs still works."""

    person: Person
    grants: tuple[Grant, ...]

    @property
    def used_at(self) -> float:
        """Unix seconds; to within a few minutes."""
        return max([self.person.signed_in_at, *(grant.used_at for grant in self.grants)])


@dataclass(frozen=True, slots=True)
class SignIns:
    """Whoever has no grant left is forgotten: nobody keeps a key that opens nothing here."""

    people: People
    grants: Grants
    accounts: Accounts

    async def add(self, asked: Asked, user: str) -> tuple[Grant, Pair] | None:
        """None for somebody who was signed out since they came back from Procore."""
        grant, pair = await self.grants.create(asked, user)
        dropped = await self.people.give(user, grant.id)
        for old in [grant.id] if dropped is None else dropped:
            await self.grants.end(old)
        return None if dropped is None else (grant, pair)

    async def all(self) -> list[SignedIn]:
        return [await self._seen(person) for person in await self.people.all()]

    async def end_grant(self, grant: Grant) -> ProcoreMcpError | None:
        """What one client may do for one person."""
        await self.grants.end(grant.id)
        person = await self.people.without(grant.user, {grant.id})
        if person is None or (await self._seen(person)).grants:
            return None
        return await self._forget(grant.user)

    async def end_person(self, user: str) -> ProcoreMcpError | None:
        """All that belongs to `user`, whether or not anything does."""
        return await self._forget(user)

    async def end_client(self, client_id: str) -> tuple[list[Grant], list[ProcoreMcpError]]:
        """What `client_id` may do for anybody; gives what it was, and what kept Procore from hearing of it."""
        mine = [grant for seen in await self.all() for grant in seen.grants if grant.client_id == client_id]
        told = [await self.end_grant(grant) for grant in mine]
        return mine, [problem for problem in told if problem is not None]

    async def end_all(self, users: Sequence[str]) -> list[ProcoreMcpError]:
        """Everybody's grants, and the tokens at Procore of whoever is known here or in `users`."""
        for id in await self.grants.ids():  # noqa: A001 - what it is
            await self.grants.end(id)
        known = [person.user for person in await self.people.all()]
        told = [await self._forget(user) for user in sorted({*known, *users})]
        return [problem for problem in told if problem is not None]

    async def end_grants(self, user: str) -> None:
        """Every client has to ask `user` again."""
        await self._end_grants(await self.people.find(user))

    async def end_if_over(self, user: str) -> None:
        """After a call that found nobody signed in to Procore; `user` may have signed in again meanwhile."""
        if not await self.accounts.is_alive(user):
            await self.end_grants(user)

    async def tidy(self, now: float) -> None:
        """Forget whoever came back from Procore to a client that never fetched its tokens, and whose grants have all
        expired. `now` in Unix seconds."""
        known = {person.user for person in await self.people.all()}
        for user in sorted(known | set(await self.accounts.users())):
            if await self._is_left(user, now):
                problem = await self.accounts.forget(user, only_if=partial(self._leaves, user, now))
                if problem is not None:
                    _log.warning("Tokens that nobody uses live on at Procore until they expire: %s", problem.message)

    async def _leaves(self, user: str, now: float) -> bool:
        """Asked while nobody can come back from Procore as `user`."""
        is_left = await self._is_left(user, now)
        if is_left:
            await self.people.remove(user)
        return is_left

    async def _is_left(self, user: str, now: float) -> bool:
        person = await self.people.find(user)
        return person is None or (person.signed_in_at <= now - UNFINISHED and not (await self._seen(person)).grants)

    async def _forget(self, user: str) -> ProcoreMcpError | None:
        """The person goes first: a grant is either found here, or nobody may give it any more."""
        await self._end_grants(await self.people.remove(user))
        return await self.accounts.forget(user)

    async def _end_grants(self, person: Person | None) -> None:
        for grant in person.grants if person else ():
            await self.grants.end(grant)

    async def _seen(self, person: Person) -> SignedIn:
        found = [await self.grants.find(id) for id in person.grants]  # noqa: A001 - what it is
        return SignedIn(person, tuple(filter(None, found)))
