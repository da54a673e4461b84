"""Where the budget is kept, and how it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from procore_mcp.api.budget import Budget

T = TypeVar("T")

Change = Callable[[Budget], tuple[Budget, T]]


class Book(Protocol):
    """`is_shared`: other processes change the budget too, and are heard of only by looking."""

    @property
    def is_shared(self) -> bool: ...

    async def change(self, change: Change[T]) -> tuple[Budget, T]:
        """Nothing comes between what `change` reads and what it gives. It may be run several times, so it has no
        effects of its own. Raises nothing."""
        ...


class OwnBook:
    """The budget of one process that shares it with nobody."""

    is_shared = False

    def __init__(self) -> None:
        self._budget = Budget()

    async def change(self, change: Change[T]) -> tuple[Budget, T]:
        self._budget, result = change(self._budget)
        return self._budget, result
