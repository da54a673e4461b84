"""A web server that is not Procore, and keeps what it is sent."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream

GIVEN = b"a file of a stranger"


@dataclass
class Stranger:
    """Gives a file to everyone, or sends them on to `location`."""

    port: int
    location: str | None = None
    heads: list[str] = field(default_factory=list[str])

    async def answer(self, stream: SocketStream) -> None:
        async with stream:
            head = await BufferedByteReceiveStream(stream).receive_until(b"\r\n\r\n", 64_000)
            self.heads.append(head.decode("latin-1").lower())
            status = f"302 Found\r\nLocation: {self.location}" if self.location else "200 OK"
            body = b"" if self.location else GIVEN
            length = f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\nConnection: close"
            await stream.send(f"HTTP/1.1 {status}\r\n{length}\r\n\r\n".encode() + body)

    @property
    def was_shown_a_token(self) -> bool:
        return any("authorization" in head or "bearer" in head for head in self.heads)


@asynccontextmanager
async def listening() -> AsyncGenerator[Stranger]:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as group:
        stranger = Stranger(listener.extra(SocketAttribute.local_port))  # noqa: S610 - anyio's, not Django's
        group.start_soon(listener.serve, stranger.answer)
        yield stranger
        group.cancel_scope.cancel()
