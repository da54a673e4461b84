"""Who has signed in."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procore_mcp.server.oauth.shelf import Shelf
from procore_mcp.state.protocol import State

MOST_GRANTS = 50  # of one person; the oldest makes room


@dataclass(frozen=True, slots=True)
class Person:
    """`user` is Procore's id; `grants` are ids, oldest first, some perhaps over; `signed_in_at` in Unix seconds."""

    user: str
    name: str
    login: str
    signed_in_at: float
    grants: tuple[str, ...] = ()


class People:
    """Kept until they are signed out."""

    def __init__(self, state: State) -> None:
        self._people = Shelf(state, "person", Person, life=None)

    async def all(self) -> list[Person]:
        """Whoever signed in last comes first."""
        found = [await self._people.get(user) for user in await self._people.keys()]
        return sorted(filter(None, found), key=lambda person: -person.signed_in_at)

    async def find(self, user: str) -> Person | None:
        return await self._people.get(user)

    async def meet(self, person: Person) -> None:
        """Note who signed in, when, and under which name; what they had given before stays."""
        await self._people.change(person.user, lambda known: replace(person, grants=known.grants if known else ()))

    async def give(self, user: str, grant: str) -> list[str] | None:
        """Note that `user` gave `grant`. The grants that had to make room for it; None when nobody knows them."""
        dropped: list[str] = []

        def step(known: Person | None) -> Person | None:
            if known is None:
                return None
            grants = (*known.grants, grant)
            dropped[:] = grants[:-MOST_GRANTS]
            return replace(known, grants=grants[-MOST_GRANTS:])

        return None if await self._people.change(user, step) is None else dropped

    async def without(self, user: str, ended: set[str]) -> Person | None:
        """The person after the grants of `ended` are struck out."""

        def step(known: Person | None) -> Person | None:
            return replace(known, grants=tuple(id for id in known.grants if id not in ended)) if known else None  # noqa: A001

        return await self._people.change(user, step)

    async def remove(self, user: str) -> Person | None:
        """Whoever was known under `user`, with all that they had given by then: who gives later is told of it."""
        return await self._people.take(user)
