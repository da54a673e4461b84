"""The small client that webhooks are sent with, against a real socket."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import anyio
import pytest
from anyio.abc import SocketAttribute, SocketStream

from procore_mcp.simulator.webhooks.posting import post

pytestmark = pytest.mark.anyio

OK = b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize("url", ["https://\u2488com/", "https://a.example:99999/", "https://["])
async def test_what_is_no_address_is_no_connection(url: str) -> None:
    with pytest.raises(OSError, match="can be reached"):
        await post(url, {}, b"{}")


@asynccontextmanager
async def receiver(*answer: bytes, got: list[bytes] | None = None, silent: bool = False) -> AsyncGenerator[str]:
    """Its address; it reads one request and answers in the given pieces."""

    async def serve(stream: SocketStream) -> None:
        async with stream:
            request = await stream.receive()
            (got if got is not None else []).append(request)
            if silent:
                await anyio.sleep_forever()
            for piece in answer:
                await stream.send(piece)

    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener, anyio.create_task_group() as tasks:
        tasks.start_soon(listener.serve, serve)
        port = listener.extra(SocketAttribute.local_port)  # noqa: S610  no database is asked
        with anyio.fail_after(10):
            yield f"http://127.0.0.1:{port}"
        tasks.cancel_scope.cancel()


async def test_the_body_arrives_with_its_headers() -> None:
    got: list[bytes] = []
    async with receiver(b"HTTP/1.1 20", b"0 OK\r\n\r\n", got=got) as url:
        status = await post(f"{url}/in?from=procore", {"Authorization": "Bearer x"}, b'{"id":1}')
    head, _, body = got[0].partition(b"\r\n\r\n")
    assert status == 200
    assert head.splitlines()[0] == b"POST /in?from=procore HTTP/1.1"
    assert {b"Authorization: Bearer x", b"Content-Length: 8", b"Host: " + url[7:].encode()} <= set(head.splitlines())
    assert json.loads(body) == {"id": 1}


@pytest.mark.parametrize("answer", [b"", b"hello\r\n", b"HTTP/1.1"])
async def test_what_is_no_answer_is_a_lost_connection(answer: bytes) -> None:
    async with receiver(answer) as url:
        with pytest.raises(ConnectionResetError):
            await post(url, {}, b"{}")


async def test_a_receiver_that_says_nothing_is_too_slow() -> None:
    async with receiver(silent=True) as url:
        with pytest.raises(TimeoutError, match="no answer in time"):
            await post(url, {}, b"{}", deadline=0)


async def test_nobody_listening_is_an_os_error() -> None:
    async with receiver() as url:
        pass
    with pytest.raises(OSError, match="connection"):
        await post(url, {}, b"{}")


async def test_https_speaks_tls() -> None:
    got: list[bytes] = []
    async with receiver(OK, got=got) as url:
        with pytest.raises(OSError, match=r"SSL|closed"):
            await post(url.replace("http", "https"), {}, b"{}")
    assert got[0][:1] == b"\x16"
