"""Over real sockets, where connections break."""

from __future__ import annotations

import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from functools import partial

import anyio
import anyio.lowlevel
import pytest
from anyio.abc import Listener, SocketAttribute, SocketStream

from procore_mcp.api.client import Client
from procore_mcp.api.clock import SystemClock
from procore_mcp.api.messages import JsonBody, Request
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.pool import Pool
from procore_mcp.config.environment import Environment
from procore_mcp.errors import OutcomeUnknown, Unreachable

pytestmark = pytest.mark.anyio

READ = Request("GET", "/rest/v1.0/rfis", query=(("sig", "very-secret"),), company_id=1)
WRITE = Request("POST", "/rest/v1.0/rfis", body=JsonBody({"rfi": {}}), company_id=1)
CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\n{}"


@pytest.fixture
def anyio_backend() -> str:
    """Sockets need time as it is."""
    return "asyncio"


class Hasty(SystemClock):
    async def sleep(self, seconds: float) -> None:
        await anyio.lowlevel.checkpoint()


@dataclass
class Server:
    """Sends `answers`, one for each request; nothing closes the connection."""

    answers: list[bytes]
    requests: list[bytes] = field(default_factory=list)

    async def serve(self, stream: SocketStream) -> None:
        async with stream:
            while True:
                try:
                    self.requests.append(await _one_request(stream))
                except anyio.EndOfStream:
                    return
                answer = self.answers[min(len(self.requests), len(self.answers)) - 1]
                if not answer:
                    return
                await stream.send(answer)
                if b"\r\n\r\n{}" not in answer:
                    return


async def _one_request(stream: SocketStream) -> bytes:
    request = await stream.receive()
    while b"\r\n\r\n" not in request or (request.startswith(b"POST") and not request.endswith(b"}}")):
        request += await stream.receive()
    return request


@asynccontextmanager
async def client_of(serve: Callable[[SocketStream], Awaitable[object]]) -> AsyncGenerator[Client]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, _client(_port(listener)) as client, anyio.create_task_group() as group:
        group.start_soon(listener.serve, serve)
        with anyio.fail_after(10):
            yield client
        group.cancel_scope.cancel()


def _port(listener: Listener[SocketStream]) -> int:
    return listener.extra_attributes[SocketAttribute.local_port]()


@asynccontextmanager
async def _client(port: int) -> AsyncGenerator[Client]:
    environment = Environment("production", f"http://127.0.0.1:{port}", "http://127.0.0.1:1", ())
    async with aclosing(Pool(environment)) as pool:
        yield Client(pool, environment, None, Pacer(SystemClock()), Hasty())


@pytest.mark.parametrize("answer", [b"", b"HTTP/1.1 201 Created\r\nContent-Length: 9\r\n\r\n{", b"nonsense\r\n\r\n"])
async def test_one_create_is_seen_when_its_connection_breaks(answer):
    server = Server([answer])
    async with client_of(server.serve) as client:
        with pytest.raises(OutcomeUnknown, match="the connection broke"):
            await client.send(WRITE)
    assert len(server.requests) == 1


async def test_one_create_is_seen_when_a_kept_connection_breaks():
    server = Server([CREATED, b""])
    async with client_of(server.serve) as client:
        assert (await client.send(WRITE)).status == 201
        with pytest.raises(OutcomeUnknown):
            await client.send(WRITE)
    assert len(server.requests) == 2


async def test_a_read_is_sent_four_times_when_its_connections_break():
    server = Server([b""])
    async with client_of(server.serve) as client:
        with pytest.raises(Unreachable, match="Nothing was changed"):
            await client.send(READ)
    assert len(server.requests) == 4


async def test_a_create_that_nobody_takes_changed_nothing():
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        port = _port(listener)
    async with _client(port) as client:
        with anyio.fail_after(10), pytest.raises(Unreachable, match="no connection could be made"):
            await client.send(WRITE)


async def test_neither_links_nor_tokens_reach_the_log(caplog):
    caplog.set_level(logging.DEBUG)
    server = Server([CREATED])
    async with client_of(server.serve) as client:
        await client.send(READ)
    assert b"very-secret" in server.requests[0]
    assert "very-secret" not in caplog.text
    assert "127.0.0.1" not in caplog.text


async def test_a_create_is_not_kept_waiting_by_files_on_their_way():
    server = Server([CREATED])
    arrived = anyio.Semaphore(0)

    async def keep(stream: SocketStream) -> None:
        async with stream:
            arrived.release()
            await anyio.sleep_forever()

    storage = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with storage, client_of(server.serve) as client, anyio.create_task_group() as group:
        group.start_soon(storage.serve, keep)
        link = f"http://127.0.0.1:{_port(storage)}/plan.pdf"
        for _ in range(20):
            group.start_soon(partial(client.download, link, max_bytes=1))
        for _ in range(8):  # all that one process opens
            await arrived.acquire()
        assert (await client.send(WRITE)).status == 201
        group.cancel_scope.cancel()
