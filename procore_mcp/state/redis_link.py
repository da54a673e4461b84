"""Commands to a Redis server: sent again where that is safe, turned into one error where it is not."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import cast

import anyio
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import PubSub
from redis.asyncio.connection import AbstractConnection
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from procore_mcp.errors import BadSetting
from procore_mcp.state.redis_address import RedisAddress
from procore_mcp.state.redis_failure import HOPELESS, LOST, TURNED_AWAY, root, unavailable

MOST_CONNECTIONS = 64
CONNECT_TIMEOUT = 2.0  # seconds
ANSWER_TIMEOUT = 2.0  # seconds
IDLE_CHECK = 30.0  # seconds without use after which a connection is tried before it is trusted
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)  # seconds before each further try
PATIENCE = 3.0  # seconds after which there is no further try


class RedisLink:
    """Nothing is sent before the first command. Every call raises StateUnavailable.

    Raises BadSetting for an option that the client library does not know.
    """

    def __init__(self, address: RedisAddress, *, sleep: Callable[[float], Awaitable[None]] = anyio.sleep) -> None:
        self._place = address.shown
        self._sleep = sleep
        try:
            self._pool = BlockingConnectionPool.from_url(  # pyright: ignore[reportUnknownMemberType] - **kwargs
                address.url,
                max_connections=MOST_CONNECTIONS,
                timeout=PATIENCE,
                socket_connect_timeout=CONNECT_TIMEOUT,
                socket_timeout=ANSWER_TIMEOUT,
                health_check_interval=IDLE_CHECK,
                client_name="procore-mcp",
                retry=Retry(NoBackoff(), 0),  # it would repeat what must not be repeated
            )
            self._pool.make_connection()  # reads the options, and sends nothing
        except (TypeError, ValueError, RedisError):
            raise BadSetting(
                "PROCORE_STATE_URL holds an option that the Redis client does not know.",
                hint="Beside ?prefix=, the options are those of redis-py's from_url, for example ssl_ca_certs.",
            ) from None

    async def run(self, *command: str | bytes | int, repeatable: bool) -> object:
        """`repeatable`: running it twice does no harm, so it is sent again when its answer was lost."""
        until = anyio.current_time() + PATIENCE
        pauses = iter(PAUSES)
        while True:
            try:
                return await self._sent(command)
            except _Failed as failed:
                pause = next(pauses, None) if anyio.current_time() < until else None
                if pause is None or not failed.passes or (failed.may_have_run and not repeatable):
                    raise unavailable(self._place, failed.error) from failed.error
            await self._sleep(pause)

    @asynccontextmanager
    async def listening(self, channel: str) -> AsyncGenerator[AsyncIterator[bytes]]:
        """What is published after the block was entered."""
        client = Redis(connection_pool=self._pool)
        async with client.pubsub(ignore_subscribe_messages=True) as heard:  # pyright: ignore[reportUnknownMemberType] - **kwargs
            with self._in_words():
                await heard.subscribe(channel)
                await heard.get_message(timeout=ANSWER_TIMEOUT)  # says that the server has taken note
            yield self._messages(heard)

    async def aclose(self) -> None:
        await self._pool.aclose()

    async def _messages(self, heard: PubSub) -> AsyncGenerator[bytes]:
        with self._in_words():
            async for message in cast("AsyncIterator[dict[str, bytes]]", heard.listen()):  # pyright: ignore[reportUnknownMemberType] - dict
                yield message["data"]

    @contextmanager
    def _in_words(self) -> Generator[None]:
        try:
            yield
        except (RedisError, OSError) as error:
            raise unavailable(self._place, root(error)) from error

    async def _sent(self, command: tuple[str | bytes | int, ...]) -> object:
        try:
            connection = await cast("Awaitable[AbstractConnection]", self._pool.get_connection())  # pyright: ignore[reportUnknownMemberType] - **options
        except (RedisError, OSError) as error:
            raise _Failed(error, may_have_run=False) from error
        try:
            await connection.send_command(*command)
            return cast("object", await connection.read_response())
        except TURNED_AWAY as error:
            await connection.disconnect()  # the name may stand for another server by now
            raise _Failed(error, may_have_run=False) from error
        except (RedisError, OSError) as error:
            raise _Failed(error, may_have_run=isinstance(error, LOST)) from error
        finally:
            with anyio.CancelScope(shield=True):
                await self._pool.release(connection)


class _Failed(Exception):
    def __init__(self, error: RedisError | OSError, *, may_have_run: bool) -> None:
        super().__init__()
        self.error = root(error)
        self.may_have_run = may_have_run
        self.passes = isinstance(self.error, (*TURNED_AWAY, *LOST)) and not isinstance(self.error, HOPELESS)
