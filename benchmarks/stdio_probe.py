"""How long a server takes from being started to having listed all its tools, and what memory it then holds."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REVISION = "2026-07-28"
_META = {
    "io.modelcontextprotocol/protocolVersion": REVISION,
    "io.modelcontextprotocol/clientCapabilities": {},
}


@dataclass(frozen=True, slots=True)
class Start:
    seconds: float
    megabytes: float
    tools: list[dict[str, Any]]


def start(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Start:
    """One process, started and asked at once; ended before this returns."""
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, **(environment or {})}
    ) as process:
        tools = _all_tools(process)
        seconds = time.perf_counter() - began
        megabytes = _resident(process.pid)
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=10)
    return Start(seconds, megabytes, tools)


def _all_tools(process: subprocess.Popen[bytes]) -> list[dict[str, Any]]:
    tools: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        page = _ask(process, {"cursor": cursor} if cursor else {})
        tools += page["tools"]
        cursor = page.get("nextCursor")
        if cursor is None:
            return tools


def _ask(process: subprocess.Popen[bytes], params: dict[str, Any]) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {**params, "_meta": _META}}
    process.stdin.write(json.dumps(message).encode() + b"\n")
    process.stdin.flush()
    answer = json.loads(process.stdout.readline())
    if "result" not in answer:
        raise RuntimeError(f"no list: {answer}")
    result: dict[str, Any] = answer["result"]
    return result


def _resident(pid: int) -> float:
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1_000_000
