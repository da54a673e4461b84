"""A web server inside the running test, which ends with its block."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import uvicorn
from starlette.types import ASGIApp

from procore_mcp.simulator.sockets import QuietServer

_PATIENCE = 5  # seconds


@asynccontextmanager
async def served(app: ASGIApp, listener: socket.socket, *, certificate: Path | None = None) -> AsyncGenerator[None]:
    """`certificate`: a file with key and certificate, for https."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=1,
        ssl_certfile=None if certificate is None else str(certificate),
    )
    server = QuietServer(config)
    # A plain task: a task group would wrap whatever the caller's block raises in an exception group.
    task = asyncio.create_task(server.serve([listener]))
    with anyio.fail_after(_PATIENCE):
        await server.ready.wait()
    try:
        yield
    finally:
        server.should_exit = True
        with anyio.move_on_after(_PATIENCE, shield=True):
            await task
