"""The line in front of the rate windows: users take turns, each user's own requests keep their order."""

from __future__ import annotations

from collections import OrderedDict, deque
from dataclasses import dataclass, field

import anyio

from procore_mcp.api.pacing import Ticket


@dataclass(slots=True, eq=False)
class Waiter:
    user: str
    ticket: Ticket | None = None
    called: anyio.Event = field(default_factory=anyio.Event)


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
        return waiter
