"""Servers as processes of their own, ended by their own id."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Generator, Sequence
from contextlib import contextmanager

import httpx2

PYTHON = sys.executable


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def http_server(command: Sequence[str], port: int) -> Generator[str]:
    """Runs until the block is left; gives the address of its MCP route once it answers."""
    with subprocess.Popen([*command, str(port)]) as process:
        try:
            _await_answer(port)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def _await_answer(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            httpx2.get(f"http://127.0.0.1:{port}/mcp", timeout=1)
        except httpx2.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing answers on port {port}")
