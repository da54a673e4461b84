"""The fake site as a process of its own."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from anyio.abc import Process
from anyio.streams.buffered import BufferedByteReceiveStream
from mcp import StdioServerParameters

ROOT = Path(__file__).parents[2]


def over_stdio() -> StdioServerParameters:
    """The client gives its child a bare environment: paths and coverage settings must be passed on."""
    return StdioServerParameters(
        command=sys.executable, args=["-m", "tests.server.fake_site"], env=dict(os.environ), cwd=ROOT
    )


@asynccontextmanager
async def over_http() -> AsyncGenerator[tuple[str, Process, BufferedByteReceiveStream]]:
    """Gives its address, the process and what it prints after that; ends it if the test did not."""
    command = [sys.executable, "-m", "tests.server.fake_site", "--transport", "http"]
    async with await anyio.open_process(command, cwd=ROOT, stderr=None) as process:
        assert process.stdout is not None
        lines = BufferedByteReceiveStream(process.stdout)
        try:
            with anyio.fail_after(30):
                address = (await lines.receive_until(b"\n", 200)).decode()
            yield address, process, lines
        finally:
            if process.returncode is None:
                process.terminate()
