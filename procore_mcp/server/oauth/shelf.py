"""Values of one kind in the shared state, as JSON, sealed where they hold secrets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar
from weakref import WeakValueDictionary

import anyio
from pydantic import TypeAdapter, ValidationError

from procore_mcp.state.protocol import State

T = TypeVar("T")
TRIES = 50


class Seals(Protocol):
    """What is sealed opens only under the `context` that it was sealed under, so that nothing can be moved."""

    def seal(self, value: bytes, *, context: str = "") -> bytes: ...

    def unseal(self, sealed: bytes, *, context: str = "") -> bytes:
        """Raises Unsealable."""
        ...


class Shelf(Generic[T]):
    """`life` in seconds; None keeps a value for good. What cannot be read counts as absent."""

    def __init__(
        self, state: State, prefix: str, kind: type[T], *, life: float | None, sealing: Seals | None = None
    ) -> None:
        self._state = state
        self._prefix = prefix
        self._json: TypeAdapter[T] = TypeAdapter(kind)
        self._life = life
        self._sealing = sealing
        self._turns: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()

    async def put(self, key: str, value: T, *, life: float | None = None) -> None:
        """`life` in seconds instead of the usual one."""
        await self._state.put(self._at(key), self._written(key, value), ttl=life or self._life)

    async def get(self, key: str) -> T | None:
        return self._read(key, await self._state.get(self._at(key)))

    async def take(self, key: str) -> T | None:
        """Of several callers, one gets it."""
        return self._read(key, await self._state.take(self._at(key)))

    async def change(self, key: str, change: Callable[[T | None], T | None]) -> T | None:
        """What is there afterwards. `change` may run several times, as others may change the value meanwhile; None from
        it leaves everything as it is."""
        async with self._turns.setdefault(key, anyio.Lock(fast_acquire=True)):  # so that only replicas compete
            return await self._changed(key, change)

    async def _changed(self, key: str, change: Callable[[T | None], T | None]) -> T | None:
        for _ in range(TRIES):
            before = await self._state.get(self._at(key))
            value = change(self._read(key, before))
            if value is None:
                return self._read(key, before)
            if await self._state.swap(self._at(key), before, self._written(key, value), ttl=self._life):
                return value
        raise TimeoutError(f"{self._prefix} is being changed by too many at once")

    async def keys(self) -> list[str]:
        return [key.removeprefix(self._at("")) for key in await self._state.keys(self._at(""))]

    def _at(self, key: str) -> str:
        return f"oauth:{self._prefix}:{key}"

    def _written(self, key: str, value: T) -> bytes:
        text = self._json.dump_json(value)
        return self._sealing.seal(text, context=self._at(key)) if self._sealing else text

    def _read(self, key: str, stored: bytes | None) -> T | None:
        if stored is None:
            return None
        try:
            return self._json.validate_json(
                self._sealing.unseal(stored, context=self._at(key)) if self._sealing else stored
            )
        except ValidationError:
            return None
