"""Sends an answer badly: cut short, drop by drop, or not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Send

from procore_mcp.simulator.faults import Fault

ABORT = "procore_mcp.simulator.abort"
"""Key in the ASGI scope under which a real server puts the function that cuts its connection."""

_PIECES = 8


async def hang_up(request: Request) -> None:
    """Cuts the connection without an answer.

    Behind a real socket the transport is aborted and this returns once the server has noticed. Without one
    there is nothing to cut, so ConnectionResetError is raised, which an in-process transport passes on.
    """
    abort: Callable[[], None] | None = request.scope.get(ABORT)
    if abort is None:
        raise ConnectionResetError("The simulator dropped this connection, as its script says.")
    abort()
    while (await request.receive())["type"] != "http.disconnect":
        continue


async def deliver(
    response: Response, fault: Fault, request: Request, send: Send, sleep: Callable[[float], Awaitable[None]]
) -> None:
    """Sends the answer in the way that the fault asks for; a plain fault sends it whole."""
    await send({"type": "http.response.start", "status": response.status_code, "headers": response.raw_headers})
    content = bytes(response.body)
    if fault.truncate:
        await send({"type": "http.response.body", "body": content[: len(content) // 2], "more_body": True})
        await hang_up(request)
        return
    for piece in _pieces(content, _PIECES if fault.slow_body else 1):
        await send({"type": "http.response.body", "body": piece, "more_body": True})
        if fault.slow_body:
            await sleep(fault.slow_body / _PIECES)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


def _pieces(content: bytes, count: int) -> list[bytes]:
    size = max(-(-len(content) // count), 1)
    return [content[start : start + size] for start in range(0, len(content), size)]
