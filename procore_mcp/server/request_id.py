"""One id for all that a request leads to: in the answer's header, and in each line of the log."""

from __future__ import annotations

import re
import secrets
from contextvars import ContextVar
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADER: Final = "X-Request-Id"
_RAW: Final = HEADER.lower().encode()
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{7,127}")

request_id: Final[ContextVar[str | None]] = ContextVar("request_id", default=None)


def new_request_id() -> str:
    return secrets.token_hex(8)


class WithRequestId:
    """Keeps the id that a proxy gave, if it is one; whatever else stands there never reaches the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == _RAW), b"").decode("latin-1")
        number = given if _WELL_FORMED.fullmatch(given) else new_request_id()
        raw = (_RAW, number.encode())

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), raw]
            await send(message)

        token = request_id.set(number)
        try:
            await self._app(scope, receive, named)
        finally:
            request_id.reset(token)
