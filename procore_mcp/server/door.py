"""What a request passes on its way in, whatever it asks for."""

from __future__ import annotations

from mcp.server.transport_security import RequestBodyLimitMiddleware
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from procore_mcp.server.address import PATH, address_at
from procore_mcp.server.drain import Drain
from procore_mcp.server.probes import is_probe
from procore_mcp.server.refusals import leaving, no_such_address

MAX_FORM_BYTES = 64 * 1024


class Leaving:
    """Counts what runs. Once the process leaves, each answer ends its connection, and then new requests are refused."""

    def __init__(self, app: ASGIApp, drain: Drain) -> None:
        self._app = app
        self._drain = drain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_probe(scope):
            await self._app(scope, receive, send)
            return
        if self._drain.refuses:
            await leaving()(scope, receive, send)
            return

        async def last(message: Message) -> None:
            if message["type"] == "http.response.start" and self._drain.is_leaving:
                MutableHeaders(scope=message)["Connection"] = "close"
            await send(message)

        self._drain.running += 1
        try:
            await self._app(scope, receive, last)
        finally:
            self._drain.running -= 1


class SmallForms:
    """Whatever is no MCP request has a small body. Those of MCP are measured after their token was."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._limited = RequestBodyLimitMiddleware(app, MAX_FORM_BYTES)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_mcp = scope["type"] != "http" or scope["path"] == PATH or scope["path"].startswith(f"{PATH}/")
        await (self._app if is_mcp else self._limited)(scope, receive, send)


class AddressesOnly:
    """Answers 404 at what only looks like an address of ours, and 405 to GET: we never push, and idle streams would
    hold up the shutdown."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app: ASGIApp = self._app
        if address_at(scope["path"]) is None:
            app = no_such_address()
        elif scope["method"] == "GET":
            app = Response(status_code=405, headers={"Allow": "POST, DELETE"})
        await app(scope, receive, send)
