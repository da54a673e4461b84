"""What the simulator saw, for tests to assert on; it never holds a token."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

App: TypeAlias = Literal["api", "login", "storage"]

_KEPT = 20_000


@dataclass(slots=True)
class Seen:
    """One request. `status` is 0 when the connection was dropped without an answer."""

    app: App
    method: str
    path: str
    query: str
    company_id: str | None
    bearer: bool
    request_id: str
    status: int = 0
    fault: bool = False


class Report:
    """The last 20,000 requests in the order in which they arrived; `writes` counts all that were no GET."""

    def __init__(self) -> None:
        self.seen: deque[Seen] = deque(maxlen=_KEPT)
        self.writes = 0

    def __iter__(self) -> Iterator[Seen]:
        return iter(self.seen)

    def add(self, seen: Seen) -> None:
        self.seen.append(seen)
        self.writes += seen.method != "GET"

    def of(self, method: str, path: str) -> list[Seen]:
        """The requests with exactly this method and path."""
        return [seen for seen in self.seen if seen.method == method and seen.path == path]

    def clear(self) -> None:
        self.seen.clear()
