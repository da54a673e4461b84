"""Streamable HTTP: the application, and the process that serves it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any

import anyio
from mcp.server.lowlevel import Server
from sse_starlette.sse import AppStatus
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import ASGIApp

from procore_mcp.server.address import BOUND_PATHS, PATH
from procore_mcp.server.door import AddressesOnly, Leaving, SmallForms
from procore_mcp.server.hosts import CHECKED_BEFORE, KnownHosts
from procore_mcp.server.listener import listen, shown_host
from procore_mcp.server.process import Process
from procore_mcp.server.request_id import WithRequestId
from procore_mcp.server.request_log import RequestLog
from procore_mcp.server.site import Site

# A file in base64 with its envelope: 24 MB of content.
MAX_BODY_BYTES = 32 * 1024 * 1024
# Without a standing GET stream nothing shows that a client is still there, and a laptop sleeps longer than 30 minutes.
SESSION_IDLE_SECONDS = 24 * 3600.0
MAX_SESSIONS = 1_000


def http_app(server: Server[Any], site: Site | None = None) -> Starlette:
    """The ASGI application: both eras of the protocol at every address, probes, and the routes of `site`.

    Responses are always streams: in JSON mode a client could neither cancel a call nor be asked a question. Clients of
    2025-11-25 have a session, so that they can be asked too, unless replicas share the work: those know no sessions.
    """
    site = site or Site()
    sdk = server.streamable_http_app(
        streamable_http_path=PATH,
        json_response=False,
        stateless_http=site.is_shared,
        transport_security=CHECKED_BEFORE,
        max_request_body_size=MAX_BODY_BYTES,
        session_idle_timeout=SESSION_IDLE_SECONDS,
        max_sessions=MAX_SESSIONS,
    )
    (mcp,) = (route.endpoint for route in sdk.routes if isinstance(route, Route))
    entry: ASGIApp = AddressesOnly(site.gate(mcp) if site.gate else mcp)
    addresses = [Route(path, entry) for path in (PATH, *BOUND_PATHS, f"{PATH}/{{rest:path}}")]
    app = Starlette(
        routes=[*site.probes.routes(site.drain), *site.routes, *addresses],
        middleware=[
            Middleware(WithRequestId),
            Middleware(RequestLog),
            Middleware(Leaving, site.drain),
            Middleware(KnownHosts, site.known),
            Middleware(SmallForms),
        ],
        lifespan=lambda _app: _open(server, site),
    )
    app.router.redirect_slashes = False  # behind a proxy it leads to plain HTTP, and takes codes and states along
    return app


@asynccontextmanager
async def _open(server: Server[Any], site: Site) -> AsyncGenerator[None]:
    async with server.session_manager.run(), anyio.create_task_group() as beside:
        beside.start_soon(site.upkeep)
        yield
        beside.cancel_scope.cancel()


async def serve_http(
    server: Server[Any],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    on_ready: Callable[[str], None],
    site: Site | None = None,
) -> None:
    """Return after SIGINT or SIGTERM and the time that `site.drain` takes, or at once after a second signal.

    `on_ready` gets the address that this process listens at; port 0 takes a free one. Raises BadSetting for a port that
    is taken and, where nobody is asked to sign in, for a host that others can reach.
    """
    site = site or Site()
    listener = listen(host, port, is_shared=site.is_shared)
    on_ready(f"http://{shown_host(host)}:{listener.getsockname()[1]}{PATH}")
    # It would cut every answer off at the signal; ours end by themselves, as no stream stands open for good.
    AppStatus.disable_automatic_graceful_drain()
    await Process(http_app(server, site), site.drain, site.proxies).serve(sockets=[listener])
