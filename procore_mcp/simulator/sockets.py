"""Serves ASGI apps on real ports of the running event loop, in a way that can cut a connection."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Generator
from typing import Any

import anyio
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from procore_mcp.simulator.delivery import ABORT

_BACKLOG = 512


class CuttableProtocol(H11Protocol):
    """HTTP/1.1 whose apps find, in their scope, the function that cuts the connection under them."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self.app = _with_abort(self.app, transport)


def _with_abort(app: Any, transport: asyncio.Transport) -> ASGIApp:  # noqa: ANN401  uvicorn's union of app kinds
    async def cuttable(scope: Scope, receive: Receive, send: Send) -> None:
        scope[ABORT] = transport.abort
        await app(scope, receive, send)

    return cuttable


class QuietServer(uvicorn.Server):
    """Leaves the process's signals alone and says when it is ready."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = anyio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()


class PortServer(QuietServer):
    """Serves an app whose connections can be cut."""

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=CuttableProtocol,
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=1,
            )
        )

    def stop(self) -> None:
        """Ends soon, without waiting for idle connections."""
        self.should_exit = self.force_exit = True


def bind(host: str, port: int) -> socket.socket:
    """A listening socket, so that clients may connect before the server takes over. Raises OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.create_server((host, port), family=family, backlog=_BACKLOG)
    # Connections inherit it. asyncio sets it only where a socket names its protocol; without it answers wait 40 ms.
    bound.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    bound.setblocking(False)  # noqa: FBT003  the socket module's own signature
    return bound


def url_of(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
