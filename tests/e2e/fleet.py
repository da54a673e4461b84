"""Replicas as processes of their own behind a round robin, which can be killed and started again."""

from __future__ import annotations

import itertools
import signal
import socket
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import httpx2
from anyio.abc import Process

from tests.e2e.office import KEY
from tests.e2e.server_process import environment
from tests.e2e.site import Site

STARTING = 60.0  # seconds; several start at once on a busy machine


class Fleet:
    """All answer for `url`, where nobody listens: `round_robin` is the proxy."""

    def __init__(self, site: Site, store: str, folder: Path, size: int) -> None:
        self.url = f"http://127.0.0.1:{_free_port()}"
        self.site = site
        self.ports = [_free_port() for _ in range(size)]
        self._folder = folder
        self._processes: dict[int, Process] = {}
        self._environ = environment(site, folder) | {
            "HOME": str(folder),
            "PROCORE_PUBLIC_URL": self.url,
            "PROCORE_ENCRYPTION_KEY": KEY,
            "PROCORE_STATE_URL": store,
        }

    def round_robin(self) -> RoundRobin:
        return RoundRobin(self.ports)

    async def start(self, number: int) -> None:
        port = self.ports[number]
        command = [sys.executable, "-m", "procore_mcp", "serve", "--transport", "http", "--port", str(port)]
        log = self._folder / f"replica-{number}.log"
        with log.open("ab") as told:
            self._processes[number] = await anyio.open_process(command, env=self._environ, stdout=told, stderr=told)
        with anyio.fail_after(STARTING):
            await _answers(f"http://127.0.0.1:{port}/healthz")

    async def kill(self, number: int) -> None:
        """As a power cut does."""
        process = self._processes[number]
        process.send_signal(signal.SIGKILL)
        await process.wait()

    async def end(self) -> None:
        for process in self._processes.values():
            if process.returncode is None:
                process.kill()
            await process.aclose()


@asynccontextmanager
async def started(site: Site, store: str, folder: Path, *, size: int) -> AsyncGenerator[Fleet]:
    fleet = Fleet(site, store, folder, size)
    try:
        async with anyio.create_task_group() as group:
            for number in range(size):
                group.start_soon(fleet.start, number)
        yield fleet
    finally:
        with anyio.CancelScope(shield=True):
            await fleet.end()


class RoundRobin(httpx2.AsyncBaseTransport):
    """Each request goes to the next replica, and on to one more while nobody takes the connection."""

    def __init__(self, ports: list[int]) -> None:
        self._next = itertools.cycle(ports)
        self._size = len(ports)
        self._network = httpx2.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for _ in range(self._size):
            url = request.url.copy_with(port=next(self._next))
            try:
                return await self._network.handle_async_request(
                    httpx2.Request(
                        request.method,
                        url,
                        headers=request.headers,
                        stream=request.stream,
                        extensions=request.extensions,
                    )
                )
            except httpx2.ConnectError:
                continue
        raise httpx2.ConnectError("no replica takes connections")

    async def aclose(self) -> None:
        await self._network.aclose()


async def _answers(address: str) -> None:
    async with httpx2.AsyncClient(trust_env=False) as http:
        while True:
            try:
                await http.get(address)
            except httpx2.TransportError:
                await anyio.sleep(0.1)
            else:
                return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
