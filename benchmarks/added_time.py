"""What one tool call adds to the bare HTTP request that it makes."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import httpx2
from mcp import Client as McpClient

from benchmarks.row import Row
from procore_mcp.config.settings import load_settings
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.settings import Settings as SimulatorSettings
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world
from procore_mcp.wiring import Wired, wired
from tests.state.redis_server import RedisServer, binary

CALLS = 150
_UNLIMITED = SimulatorSettings(hourly_limit=1_000_000, spike_limit=1_000_000)


def measure() -> list[Row]:
    """With the store of one person, and with the one that replicas share."""
    with TemporaryDirectory() as folder:
        rows = anyio.run(_measure, f"sqlite:///{folder}/state.sqlite3", "")
        server = RedisServer(binary("valkey"), Path(folder))
        try:
            return rows + anyio.run(_measure, server.url, ", state in Valkey")
        finally:
            server.stop()


async def _measure(state_url: str, note: str) -> list[Row]:
    simulator = Simulator(build_world(1, dt.datetime.now(dt.UTC).date()), time.time, settings=_UNLIMITED)
    async with running(simulator) as facts, httpx2.AsyncClient(base_url=facts.api_url) as http:
        settings = load_settings(
            api_url=facts.api_url,
            access_token=facts.access_token,
            company_id=facts.company_id,
            project_id=facts.project_id,
            state_url=state_url,
        )
        async with wired(settings) as parts:
            return await _compared(parts, http, facts, note)


async def _compared(parts: Wired, http: httpx2.AsyncClient, facts: Facts, note: str) -> list[Row]:
    listed = await parts.engine.call("list_rfis", {"page_size": 1}, parts.session)
    items: Any = listed.data["items"]
    rfi_id = items[0]["id"]
    server = build_server(
        parts.engine, OneUser(parts.session), surface=parts.surface, request_state_keys=[b"benchmark" * 4]
    )
    headers = {"authorization": f"Bearer {facts.access_token}", "procore-company-id": str(facts.company_id)}
    path = f"/rest/v1.0/projects/{facts.project_id}/rfis/{rfi_id}"
    bare: list[float] = []
    engine: list[float] = []
    whole: list[float] = []
    async with McpClient(server) as client:
        for _ in range(CALLS):
            bare.append(await _timed(lambda: http.get(path, headers=headers)))
            engine.append(await _timed(lambda: parts.engine.call("show_rfi", {"rfi_id": rfi_id}, parts.session)))
            whole.append(await _timed(lambda: client.call_tool("show_rfi", {"rfi_id": rfi_id})))
    base = median(bare)
    return [
        _row(f"added by our engine and client to one HTTP request{note}", engine, base),
        _row(f"added in all, with the SDK's client and server around it{note}", whole, base),
    ]


async def _timed(call: Any) -> float:  # noqa: ANN401 - any coroutine function
    began = time.perf_counter()
    await call()
    return (time.perf_counter() - began) * 1000


def _row(what: str, times: list[float], base: float) -> Row:
    return Row(what, median(times) - base, 3.0, "ms", f"{median(times):.1f} ms against {base:.1f} ms")
