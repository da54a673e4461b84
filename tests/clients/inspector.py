"""The command line of the MCP Inspector. It is a process for each call, and shows no forms."""

from __future__ import annotations

import json
import os
import subprocess
from typing import Any

from tests.clients.plan import Plan, Report, answer, run
from tests.conformance.node import ROOT, installed, node_path

PACKAGES = {"@modelcontextprotocol/inspector": "2.12.0"}
# What its manual gives for an answer that says isError.
_TOOL_ERROR = 5


async def drive(plan: Plan) -> Report:
    listed = _ask(plan, "tools/list")["tools"]
    answers = [
        answer(_ask(plan, "tools/call", "--tool-name", call.tool, "--tool-args-json", json.dumps(call.arguments)))
        for call in plan.calls
    ]
    return Report([{"name": tool["name"], "inputSchema": tool["inputSchema"]} for tool in listed], answers)


def _ask(plan: Plan, request: str, *options: str) -> dict[str, Any]:
    path = node_path()
    inspector = installed(PACKAGES, path) / ".bin" / "mcp-inspector"
    target = [plan.url] if plan.url else []
    command = ["--", *plan.command] if plan.command else []
    flags = ["--cli", *target, "--protocol-era", plan.era, "--format", "json", "-q", "--method", request, *options]
    done = subprocess.run(  # noqa: S603 - fixed command
        [str(inspector), *flags, *command],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode not in (0, _TOOL_ERROR):
        raise SystemExit(done.stderr or done.stdout)
    return json.loads(done.stdout)["result"]


if __name__ == "__main__":
    run(drive)
