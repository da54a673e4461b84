"""The one protocol behind everything that is shared or kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol


class LockBusy(Exception):
    """The lock was not free within the time that the caller was ready to wait."""


class State(Protocol):
    """Keys are short text; values are bytes; times are seconds. A value past its expiry is as good as absent."""

    async def get(self, key: str) -> bytes | None: ...

    async def put(self, key: str, value: bytes, *, ttl: float | None = None) -> None: ...

    async def take(self, key: str) -> bytes | None:
        """Read and delete at once: of several callers, one gets the value."""
        ...

    async def swap(self, key: str, expected: bytes | None, value: bytes, *, ttl: float | None = None) -> bool:
        """Store `value` if the key still holds `expected` (None: is absent); False if it does not."""
        ...

    async def keys(self, prefix: str) -> list[str]:
        """The present keys that begin so, in no order. Reads its way through the store: for lists that people ask for,
        not for each call."""
        ...

    def lock(self, key: str, *, lease: float, patience: float) -> AbstractAsyncContextManager[None]:
        """Exclusive across tasks, processes and replicas; frees itself after `lease` if its holder died.

        Raises LockBusy when it was not free within `patience`.
        """
        ...

    async def publish(self, channel: str, message: bytes) -> None: ...

    def subscribe(self, channel: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        """Messages published after the block was entered; none are replayed."""
        ...

    async def aclose(self) -> None: ...
