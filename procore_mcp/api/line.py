"""The line in front of the rate windows: users take turns, each user's own requests keep their order."""

from __future__ import annotations

from collections import OrderedDict, deque

import anyio

from procore_mcp.api.budget import Ticket


class Waiter:
    """One caller; `ticket` is its place as soon as it was called."""

    def __init__(self, user: str) -> None:
        self.user = user
        self.ticket: Ticket | None = None
        self._nudge = anyio.Event()

    def nudge(self) -> None:
        self._nudge.set()

    async def nudged(self) -> None:
        await self._nudge.wait()
        self._nudge = anyio.Event()


class Line:
    def __init__(self) -> None:
        self._users: OrderedDict[str, deque[Waiter]] = OrderedDict()

    def __contains__(self, waiter: Waiter) -> bool:
        return waiter in self._users.get(waiter.user, ())

    @property
    def waiting(self) -> dict[str, deque[Waiter]]:
        """A copy: each user's waiters in their order, first the user whose turn it is."""
        return {user: own.copy() for user, own in self._users.items()}

    def is_lookout(self, waiter: Waiter) -> bool:
        """The one who looks what other processes do, for all."""
        return next(iter(self._users.values()))[0] is waiter

    def join(self, waiter: Waiter) -> None:
        self._users.setdefault(waiter.user, deque()).append(waiter)

    def leave(self, waiter: Waiter) -> None:
        own = self._users[waiter.user]
        own.remove(waiter)
        if not own:
            del self._users[waiter.user]

    def call(self, waiter: Waiter, ticket: Ticket) -> None:
        """Its user is last now."""
        self._users.move_to_end(waiter.user)
        self.leave(waiter)
        waiter.ticket = ticket
        waiter.nudge()

    def nudge(self) -> None:
        """Let the first of each user look again when it may go."""
        for own in self._users.values():
            own[0].nudge()
