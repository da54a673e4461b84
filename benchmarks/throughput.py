"""Calls per second over HTTP, sixteen at once, against a bare server with a tool that does nothing."""

from __future__ import annotations

import json
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import anyio
import httpx2

from benchmarks.processes import PYTHON, free_port, http_server
from benchmarks.row import Row
from benchmarks.stdio_probe import REVISION

CALLS = 600
AT_ONCE = 16
ROUNDS = 5
_META = {
    "io.modelcontextprotocol/protocolVersion": REVISION,
    "io.modelcontextprotocol/clientCapabilities": {},
}
_NOTHING = {"name": "nothing", "description": "Does nothing.", "inputSchema": {"type": "object", "properties": {}}}


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        tools = Path(folder) / "tools.json"
        tools.write_text(json.dumps([_NOTHING]), "utf-8")
        bare = [PYTHON, str(Path(__file__).with_name("bare_server.py")), str(tools)]
        ours = [PYTHON, "-m", "benchmarks.instant"]
        with http_server(bare, free_port()) as yardstick, http_server(ours, free_port()) as address:
            runs = [
                (
                    anyio.run(_calls_per_second, address, "show_rfi", {"rfi_id": 7}),
                    anyio.run(_calls_per_second, yardstick, "nothing", {}),
                )
                for _ in range(ROUNDS)
            ]
    our, bare_rate = median(our for our, _ in runs), median(rate for _, rate in runs)
    detail = f"{our:.0f} against {bare_rate:.0f} calls a second"
    return [Row("calls a second over HTTP, 16 at once", our / bare_rate, 0.7, "x", detail, is_floor=True)]


async def _calls_per_second(address: str, tool: str, arguments: dict[str, Any]) -> float:
    limits = httpx2.Limits(max_connections=AT_ONCE)
    async with httpx2.AsyncClient(limits=limits, timeout=30) as client:
        await _some_calls(client, address, tool, arguments, AT_ONCE)
        began = time.perf_counter()
        async with anyio.create_task_group() as tasks:
            for _ in range(AT_ONCE):
                tasks.start_soon(_some_calls, client, address, tool, arguments, CALLS // AT_ONCE)
        return CALLS / (time.perf_counter() - began)


async def _some_calls(
    client: httpx2.AsyncClient, address: str, tool: str, arguments: dict[str, Any], count: int
) -> None:
    params = {"name": tool, "arguments": arguments, "_meta": _META}
    headers = {
        "accept": "application/json, text/event-stream",
        "mcp-protocol-version": REVISION,
        "mcp-method": "tools/call",
        "mcp-name": tool,
    }
    for number in range(count):
        message = {"jsonrpc": "2.0", "id": number, "method": "tools/call", "params": params}
        answer = await client.post(address, json=message, headers=headers)
        if answer.status_code != 200 or '"isError":true' in answer.text:
            raise RuntimeError(f"{tool} failed: {answer.text[:300]}")
