"""A listener on this machine for the one address that Procore sends the browser back to."""

from __future__ import annotations

import errno
import re
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

import anyio
from anyio.abc import Listener, SocketStream
from anyio.streams.memory import MemoryObjectSendStream
from anyio.streams.stapled import MultiListener

from procore_mcp.auth.page import not_found

LONGEST_HEAD = 16_384  # bytes
HEAD_DEADLINE = 10.0  # seconds; browsers open connections ahead and leave them idle
_REQUEST_LINE = re.compile(rb"GET (/[\x21-\x7e]*) HTTP/1\.[01]\r\n")
_NO_SUCH_FAMILY = {errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT}
_GONE = (anyio.BrokenResourceError, anyio.ClosedResourceError, anyio.EndOfStream, TimeoutError)


@dataclass(frozen=True, slots=True)
class Address:
    """Loopback addresses that stand for the same name, first the one that must work."""

    hosts: tuple[str, ...]
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that came back and waits for its page."""

    query: Mapping[str, str] = field(repr=False)
    stream: SocketStream = field(repr=False)
    shown: anyio.Event = field(default_factory=anyio.Event, repr=False)

    async def show(self, page: bytes) -> None:
        """A browser that went away is not missed."""
        with suppress(*_GONE):
            await self.stream.send(page)
        self.shown.set()


@dataclass(frozen=True, slots=True)
class Loopback:
    listener: MultiListener[SocketStream]
    path: str

    async def serve(self, visits: MemoryObjectSendStream[Visit]) -> None:
        """Pass each visit of the right path on; runs until it is cancelled."""

        async def receive(stream: SocketStream) -> None:
            async with stream:
                path, _, query = (await _target(stream)).partition("?")
                visit = Visit(dict(parse_qsl(query)), stream)
                if path == self.path:
                    await visits.send(visit)
                    await visit.shown.wait()
                elif path:
                    await visit.show(not_found())

        try:
            await self.listener.serve(receive)
        finally:
            with anyio.CancelScope(shield=True):  # a cancelled close stops after the first of the two sockets
                await self.listener.aclose()


def loopback_address(redirect_uri: str) -> Address | None:
    """Where to listen for `redirect_uri`; None when it names no port of this machine, such as Procore's default
    `http://localhost`, whose port 80 is not for programs like this one."""
    parts = urlsplit(redirect_uri)
    hosts = {"localhost": ("127.0.0.1", "::1"), "127.0.0.1": ("127.0.0.1",), "::1": ("::1",)}.get(parts.hostname or "")
    if parts.scheme != "http" or hosts is None or not parts.port:
        return None
    return Address(hosts, parts.port, parts.path or "/")


async def open_loopback(address: Address) -> Loopback | None:
    """None when the port is taken or forbidden, in whichever family: the browser may choose either."""
    listeners: list[Listener[SocketStream]] = []
    for host in address.hosts:
        try:
            listeners += (await anyio.create_tcp_listener(local_host=host, local_port=address.port)).listeners
        except OSError as error:
            if listeners and (isinstance(error, socket.gaierror) or error.errno in _NO_SUCH_FAMILY):
                continue
            await MultiListener(listeners).aclose()
            return None
    return Loopback(MultiListener(listeners), address.path)


async def _target(stream: SocketStream) -> str:
    """Path and query of a GET request; empty when the browser sent none."""
    head = b""
    with suppress(*_GONE), anyio.fail_after(HEAD_DEADLINE):
        while b"\r\n\r\n" not in head and len(head) < LONGEST_HEAD:
            head += await stream.receive()
    request_line = _REQUEST_LINE.match(head)
    return request_line[1].decode() if request_line else ""
