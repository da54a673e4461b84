"""Serve the clients of one person over streamable HTTP, on this machine only."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any

import uvicorn
from mcp.server.lowlevel import Server
from sse_starlette.sse import AppStatus
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from procore_mcp.errors import BadSetting

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# A file in base64 with its envelope: 24 MB of content.
MAX_BODY_BYTES = 32 * 1024 * 1024
# Without a standing GET stream nothing shows that a client is still there, and a laptop sleeps longer than 30 minutes.
SESSION_IDLE_SECONDS = 24 * 3600.0
MAX_SESSIONS = 1_000
GRACE_SECONDS = 10


def http_app(server: Server[Any]) -> Starlette:
    """The ASGI application: `/mcp` for both eras of the protocol, `/healthz` for whoever watches the process.

    Responses are always streams: in JSON mode a client could neither cancel a call nor be asked a question.
    """
    app = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=False,
        stateless_http=False,
        host=LOOPBACK[0],  # lets the SDK refuse every Host and Origin that is not this machine
        max_request_body_size=MAX_BODY_BYTES,
        session_idle_timeout=SESSION_IDLE_SECONDS,
        max_sessions=MAX_SESSIONS,
        custom_starlette_routes=[Route("/healthz", _health)],
    )
    app.user_middleware.append(Middleware(_NoStandingStream))
    return app


async def serve_http(
    server: Server[Any], *, host: str = "127.0.0.1", port: int = 8000, on_ready: Callable[[str], None]
) -> None:
    """Return after SIGINT or SIGTERM; calls that run then have GRACE_SECONDS to end, unless a second signal comes.

    `on_ready` gets the address that clients use; port 0 takes a free one. Raises BadSetting for a host that others can
    reach, and for a port that is taken.
    """
    listener = _listener(host, port)
    on_ready(f"http://{'[::1]' if host == '::1' else host}:{listener.getsockname()[1]}{PATH}")
    # It would cut every answer off at the signal; ours end by themselves, as no stream stands open for good.
    AppStatus.disable_automatic_graceful_drain()
    config = uvicorn.Config(
        http_app(server),
        lifespan="on",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
    )
    await _Site(config).serve(sockets=[listener])


def _listener(host: str, port: int) -> socket.socket:
    if host not in LOOPBACK:
        raise BadSetting(
            f"--host {host} would let other machines act in Procore with your grant: this mode serves one person and "
            "asks nobody to sign in.",
            hint=f"Use one of {', '.join(LOOPBACK)}. Many users need a server that signs each of them in.",
        )
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    # asyncio switches Nagle's algorithm off only for sockets that name their protocol; with it each answer waits 40 ms.
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise BadSetting(
            f"Port {port} on {host} cannot be used: {error.strerror}.",
            hint="Choose another --port; 0 takes a free one.",
        ) from None
    listener.listen()
    return listener


async def _health(request: Request) -> Response:  # noqa: ARG001 - starlette's signature
    return JSONResponse({"status": "ok"})


class _Site(uvicorn.Server):
    """Comes back to its caller after a signal.

    uvicorn itself raises the signal once more when it is done, which ends the process before anything is closed.
    """

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, action in before.items():
                signal.signal(number, action)


class _NoStandingStream:
    """Answers 405 to GET, as the protocol allows: we never push, and idle streams would hold up the shutdown."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_stream = scope["type"] == "http" and scope["path"] == PATH and scope["method"] == "GET"
        app = Response(status_code=405, headers={"Allow": "POST, DELETE"}) if is_stream else self._app
        await app(scope, receive, send)
