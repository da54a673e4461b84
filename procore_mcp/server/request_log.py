"""One line for each HTTP request, without its query: codes and states travel there."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from procore_mcp.server.log import facts
from procore_mcp.server.probes import is_probe

_log = logging.getLogger("procore_mcp.http")
_LONGEST_PATH = 120


class RequestLog:
    """At INFO; probes, which come every few seconds, are left out."""

    def __init__(self, app: ASGIApp, clock: Callable[[], float] = time.monotonic) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _log.isEnabledFor(logging.INFO) or is_probe(scope):
            await self._app(scope, receive, send)
            return
        status: int | None = None
        began_at = self._clock()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            duration_ms = round((self._clock() - began_at) * 1000)
            path = scope["path"][:_LONGEST_PATH]
            source = scope["client"][0] if scope.get("client") else None
            told = facts(http_method=scope["method"], path=path, status=status, duration_ms=duration_ms, source=source)
            _log.info("request", extra=told)
