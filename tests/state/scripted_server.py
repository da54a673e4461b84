"""A server that speaks the protocol of Redis and answers as it is told."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream

HANDSHAKE = frozenset({b"HELLO", b"CLIENT", b"AUTH", b"SELECT", b"PING"})
FINE = b"+OK\r\n"


@dataclass
class ScriptedServer:
    """`answers` are taken from the front, then everything is fine; None drops the connection instead."""

    answers: deque[bytes | None] = field(default_factory=deque)
    seen: list[bytes] = field(default_factory=list)

    @asynccontextmanager
    async def running(self) -> AsyncGenerator[str]:
        listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
        port = listener.listeners[0].extra(SocketAttribute.local_port)  # noqa: S610 - a socket's, not a database's
        async with listener, anyio.create_task_group() as tasks:
            tasks.start_soon(listener.serve, self._serve)
            yield f"redis://ada:hunter2@127.0.0.1:{port}/0?protocol=2"
            tasks.cancel_scope.cancel()

    async def _serve(self, stream: SocketStream) -> None:
        async with stream:
            received = BufferedByteReceiveStream(stream)
            try:
                while True:
                    name = (await _command(received))[0].upper()
                    if name not in HANDSHAKE:
                        self.seen.append(name)
                    answer = FINE if name in HANDSHAKE or not self.answers else self.answers.popleft()
                    if answer is None:
                        return
                    await stream.send(answer)
            except (anyio.EndOfStream, anyio.IncompleteRead, anyio.BrokenResourceError):
                return


async def _command(received: BufferedByteReceiveStream) -> list[bytes]:
    count = int((await received.receive_until(b"\r\n", 100))[1:])
    parts: list[bytes] = []
    for _ in range(count):
        length = int((await received.receive_until(b"\r\n", 100))[1:])
        parts.append((await received.receive_exactly(length + 2))[:-2])
    return parts
