"""The line in front of the rate windows: users take turns, each user's own requests keep their order."""

from __future__ import annotations

from collections import OrderedDict, deque

import anyio

from procore_mcp.api.pacing import Ticket


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

    def __bool__(self) -> bool:
        return bool(self._users)

    def join(self, waiter: Waiter) -> None:
        self._users.setdefault(waiter.user, deque()).append(waiter)

    def leave(self, waiter: Waiter) -> None:
        own = self._users[waiter.user]
        own.remove(waiter)
        if not own:
            del self._users[waiter.user]

    def call(self) -> Waiter:
        """The first of the user whose turn it is; that user is last now."""
        user, own = next(iter(self._users.items()))
        waiter = own.popleft()
        self._users.move_to_end(user)
        if not own:
            del self._users[user]
        waiter.nudge()
        return waiter

    def nudge(self) -> None:
        """Let the first look again when it may go. One is enough: whoever wakes calls everyone whose turn has come."""
        for own in self._users.values():
            own[0].nudge()
            return
