"""What it costs that a caller is signed in, and what more replicas of one store give."""

from __future__ import annotations

import itertools
import os
import secrets
import time
from collections.abc import Generator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

import anyio
import httpx2

from benchmarks.processes import PYTHON, free_port, http_server
from benchmarks.row import Row
from benchmarks.stdio_probe import REVISION
from procore_mcp.config.settings import load_settings
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.people import Person
from procore_mcp.wiring_for_all import wired_for_all
from tests.state.redis_server import RedisServer, binary

CALLS, AT_ONCE, ROUNDS = 600, 16, 5
ALONE = 300  # calls, one after the other
PUBLIC = "http://127.0.0.1:1"
_PARAMS = {
    "name": "show_rfi",
    "arguments": {"rfi_id": 7},
    "_meta": {
        "io.modelcontextprotocol/protocolVersion": REVISION,
        "io.modelcontextprotocol/clientCapabilities": {},
    },
}
_MESSAGE = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": _PARAMS}
_HEADERS = {
    "accept": "application/json, text/event-stream",
    "mcp-protocol-version": REVISION,
    "mcp-method": "tools/call",
    "mcp-name": "show_rfi",
}


def measure() -> list[Row]:
    with _company() as token, http_server([PYTHON, "-m", "benchmarks.instant"], free_port()) as anonymous:
        with _replicas(1) as one:
            added = _added(anonymous, one[0], token)
            alone = anyio.run(_rate, one, token)
        rows = [added]
        for count in (2, 4):
            with _replicas(count) as several:
                rate = anyio.run(_rate, several, token)
            detail = f"{rate:.0f} against {alone:.0f} calls a second; client and replicas share the cores"
            rows.append(Row(f"{count} replicas, signed in, 16 at once", rate / alone, 0.7, "x", detail, is_floor=True))
    return rows


@contextmanager
def _company() -> Generator[str]:
    """A store with one person who is signed in; gives their token, and settings to all processes of the block."""
    with TemporaryDirectory() as folder:
        store = RedisServer(binary("valkey"), Path(folder))
        settings = {
            "PROCORE_PUBLIC_URL": PUBLIC,
            "PROCORE_STATE_URL": store.url,
            "PROCORE_ENCRYPTION_KEY": secrets.token_urlsafe(32),
            "PROCORE_CLIENT_ID": "benchmark",
            "PROCORE_CLIENT_SECRET": "benchmark",
        }
        try:
            with patch.dict(os.environ, settings):
                yield anyio.run(_token)
        finally:
            store.stop()


async def _token() -> str:
    async with wired_for_all(load_settings()) as parts:
        sign_ins = parts.authorization.sign_ins
        await sign_ins.people.meet(Person("7", "Benchmark", "benchmark", time.time()))
        asked = Asked("client", "Client", f"{PUBLIC}/", "", f"{PUBLIC}/mcp", "procore", None)
        made = await sign_ins.add(asked, "7")
        assert made is not None
        return made[1].access


@contextmanager
def _replicas(count: int) -> Generator[Sequence[str]]:
    with ExitStack() as stack:
        command = [PYTHON, "-m", "benchmarks.instant_for_all"]
        yield [stack.enter_context(http_server(command, free_port())) for _ in range(count)]


def _added(anonymous: str, signed_in: str, token: str) -> Row:
    runs = [(anyio.run(_latency, signed_in, token), anyio.run(_latency, anonymous, token)) for _ in range(ROUNDS)]
    ours, base = median(our for our, _ in runs), median(rate for _, rate in runs)
    detail = f"{ours:.2f} ms against {base:.2f} ms, the store on a socket of this machine"
    return Row("added to one call by its being signed in", ours - base, 1.0, "ms", detail)


async def _latency(address: str, token: str) -> float:
    """Median of calls one after the other, in milliseconds."""
    async with _client(token) as client:
        times: list[float] = []
        for _ in range(ALONE):
            began = time.perf_counter()
            await _call(client, address)
            times.append((time.perf_counter() - began) * 1000)
    return median(times)


async def _rate(addresses: Sequence[str], token: str) -> float:
    """Calls a second, the median of the rounds, each call to the next replica."""
    rates: list[float] = []
    for _ in range(ROUNDS):
        turns = itertools.cycle(addresses)
        async with _client(token) as client:

            async def some(client: httpx2.AsyncClient = client, turns: itertools.cycle[str] = turns) -> None:
                for _ in range(CALLS // AT_ONCE):
                    await _call(client, next(turns))

            began = time.perf_counter()
            async with anyio.create_task_group() as group:
                for _ in range(AT_ONCE):
                    group.start_soon(some)
            rates.append(CALLS / (time.perf_counter() - began))
    return median(rates)


def _client(token: str) -> httpx2.AsyncClient:
    headers = _HEADERS | {"authorization": f"Bearer {token}"}
    return httpx2.AsyncClient(
        headers=headers, limits=httpx2.Limits(max_connections=AT_ONCE * 4), timeout=30, trust_env=False
    )


async def _call(client: httpx2.AsyncClient, address: str) -> None:
    answer = await client.post(address, json=_MESSAGE)
    if answer.status_code != 200 or '"isError":true' in answer.text:
        raise RuntimeError(f"show_rfi failed: {answer.text[:300]}")
