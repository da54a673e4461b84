"""State in a Redis or Valkey server, shared by replicas."""

from __future__ import annotations

import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import cast

import anyio

from procore_mcp.state.leased import leased
from procore_mcp.state.redis_address import RedisAddress
from procore_mcp.state.redis_link import RedisLink

BATCH = 1_000  # keys that one step of a search looks at

# Each script runs on its own, so nothing comes between its steps. KEYS[1] is the key.
_SWAP = """
local held = redis.call('GET', KEYS[1])
if ARGV[1] == '1' and held ~= ARGV[2] or ARGV[1] == '0' and held then return 0 end
if ARGV[4] == '0' then redis.call('SET', KEYS[1], ARGV[3])
else redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4]) end
return 1
"""
_SEIZE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return 1 end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
"""
_RELEASE = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
_GLOB = re.compile(r"([*?\[\]\\])")


class RedisState:
    """Times go by the clock of the server. Every call raises StateUnavailable while the server cannot be used.

    A `take` or `swap` whose answer was lost raises as well: repeating it would lose a value, or answer wrongly.
    """

    def __init__(self, address: RedisAddress, *, sleep: Callable[[float], Awaitable[None]] = anyio.sleep) -> None:
        self._prefix = address.prefix
        self._sleep = sleep
        self._link = RedisLink(address, sleep=sleep)

    async def get(self, key: str) -> bytes | None:
        return cast("bytes | None", await self._link.run("GET", self._value(key), repeatable=True))

    async def put(self, key: str, value: bytes, *, ttl: float | None = None) -> None:
        expiry = () if ttl is None else ("PX", _milliseconds(ttl))
        await self._link.run("SET", self._value(key), value, *expiry, repeatable=True)

    async def take(self, key: str) -> bytes | None:
        return cast("bytes | None", await self._link.run("GETDEL", self._value(key), repeatable=False))

    async def swap(self, key: str, expected: bytes | None, value: bytes, *, ttl: float | None = None) -> bool:
        facts = (int(expected is not None), expected or b"", value, 0 if ttl is None else _milliseconds(ttl))
        return await self._link.run("EVAL", _SWAP, 1, self._value(key), *facts, repeatable=False) == 1

    async def keys(self, prefix: str) -> list[str]:
        own = self._value("")
        pattern = _GLOB.sub(r"\\\1", own + prefix) + "*"
        found: set[str] = set()
        cursor = b"0"
        while True:
            answer = await self._link.run("SCAN", cursor, "MATCH", pattern, "COUNT", BATCH, repeatable=True)
            cursor, keys = cast("tuple[bytes, list[bytes]]", answer)
            found.update(key.decode().removeprefix(own) for key in keys)
            if cursor == b"0":
                return list(found)

    def lock(self, key: str, *, lease: float, patience: float) -> AbstractAsyncContextManager[None]:
        name, owner = f"{self._prefix}lock:{key}", secrets.token_hex(16)

        async def seize() -> bool:
            return await self._link.run("EVAL", _SEIZE, 1, name, owner, _milliseconds(lease), repeatable=True) == 1

        async def release() -> None:
            await self._link.run("EVAL", _RELEASE, 1, name, owner, repeatable=True)

        return leased(key, seize, release, patience=patience, sleep=self._sleep)

    async def publish(self, channel: str, message: bytes) -> None:
        await self._link.run("PUBLISH", self._channel(channel), message, repeatable=False)

    def subscribe(self, channel: str) -> AbstractAsyncContextManager[AsyncIterator[bytes]]:
        return self._link.listening(self._channel(channel))

    async def aclose(self) -> None:
        await self._link.aclose()

    def _value(self, key: str) -> str:
        return f"{self._prefix}value:{key}"

    def _channel(self, channel: str) -> str:
        return f"{self._prefix}channel:{channel}"


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1000))
