"""The simulator as a program, and the speed of starting it in the right order."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

import anyio
import httpx2
import pytest

PROGRAM = "import sys; from procore_mcp.simulator.run import main; main(0, steppable=len(sys.argv) > 1)"


@pytest.mark.anyio
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("arguments", [[], ["steppable"]])
async def test_its_first_line_is_all_that_a_client_needs(number: signal.Signals, arguments: list[str]) -> None:
    with anyio.fail_after(20):
        command = [sys.executable, "-c", PROGRAM, *arguments]
        async with await anyio.open_process(command, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            facts = json.loads(await _line(process.stdout))
            headers = {
                "Authorization": f"Bearer {facts['access_token']}",
                "Procore-Company-Id": str(facts["company_id"]),
            }
            async with httpx2.AsyncClient(headers=headers) as client:
                rfis = await client.get(f"{facts['api_url']}/rest/v1.0/projects/{facts['project_id']}/rfis")
                assert int(rfis.headers["Total"]) >= 60
                clock = await client.post(f"{facts['api_url']}/_simulator/clock/advance", json={"seconds": 1})
                assert clock.status_code == (200 if arguments else 409)
            process.send_signal(number)
            assert await process.wait() == 0


async def _line(stream: anyio.abc.ByteReceiveStream) -> bytes:
    found = b""
    while not found.endswith(b"\n"):
        found += await stream.receive()
    return found
