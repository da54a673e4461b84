"""Serve one client over stdin and stdout."""

from __future__ import annotations

import signal
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server


async def serve_stdio(server: Server[Any]) -> None:
    """Until the client closes our stdin; calls that still run are cancelled then. Signals end the process at once."""
    # Python's own Ctrl-C would wait for the thread that reads stdin, and so for a line that never comes.
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())
    finally:
        signal.signal(signal.SIGINT, before)
