"""The simulated Procore: requests a second in one process, time to start, and memory."""

from __future__ import annotations

import datetime as dt
import json
import resource
import subprocess
import sys
import time
from collections.abc import MutableMapping
from statistics import median
from typing import Any

import anyio

from benchmarks.row import Row
from procore_mcp.simulator.introduction import introduce
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world

REQUESTS = 2_000
ROUNDS = 5
TODAY = dt.date(2026, 9, 21)
_START = """
import pathlib, re, resource, sys, time
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world
import datetime as dt
began = float(sys.argv[1])
Simulator(build_world(1, dt.date(2026, 9, 21)), time.time)
seconds, status = time.time() - began, pathlib.Path("/proc/self/status")
# On Linux ru_maxrss begins with what the process had that launched this one.
own = re.search(r"VmHWM:\\s*(\\d+)", status.read_text()) if status.exists() else None
print(seconds, own[1] if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure() -> list[Row]:
    rates = anyio.run(_requests_per_second)
    starts = [_started() for _ in range(ROUNDS)]
    seconds, megabytes = median(start for start, _ in starts), median(memory for _, memory in starts)
    served = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _per_megabyte()
    return [
        Row("simulator: lists of 25 RFIs a second", median(rates), 1_000, "/s", "in one process", is_floor=True),
        Row("simulator: process start to ready", seconds, 1.0, "s", "with the whole world"),
        Row("simulator: memory once started", megabytes, 150, "MB", f"{served:.0f} MB after the lists above"),
    ]


async def _requests_per_second() -> list[float]:
    simulator = Simulator(build_world(1, TODAY), time.time)
    simulator.settings.hourly_limit = simulator.settings.spike_limit = 10**9
    facts = introduce(simulator)
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": f"/rest/v1.0/projects/{facts.project_id}/rfis",
        "raw_path": b"",
        "query_string": b"page=1&per_page=25",
        "headers": [
            (b"authorization", f"Bearer {facts.access_token}".encode()),
            (b"procore-company-id", str(facts.company_id).encode()),
        ],
        "server": ("api.procore.test", 443),
        "client": ("127.0.0.1", 1),
    }
    return [await _rate(simulator, scope) for _ in range(ROUNDS)]


async def _rate(simulator: Simulator, scope: dict[str, Any]) -> float:
    began = time.perf_counter()
    for _ in range(REQUESTS):
        await simulator.api_app(dict(scope), _nothing, _checked)
    return REQUESTS / (time.perf_counter() - began)


async def _nothing() -> MutableMapping[str, Any]:
    return {"type": "http.request", "body": b"", "more_body": False}


async def _checked(message: MutableMapping[str, Any]) -> None:
    if message["type"] == "http.response.start" and message["status"] != 200:
        raise RuntimeError(f"a list was refused: {json.dumps(message, default=str)}")


def _started() -> tuple[float, float]:
    """Seconds from the launch of a process to a simulator that can answer, and its memory in MB."""
    told = subprocess.run(
        [sys.executable, "-c", _START, str(time.time())], capture_output=True, text=True, check=True
    ).stdout
    seconds, memory = told.split()
    return float(seconds), float(memory) / _per_megabyte()


def _per_megabyte() -> int:
    """Memory is told in kB, on macOS in bytes."""
    return 2**20 if sys.platform == "darwin" else 2**10
