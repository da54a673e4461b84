"""The suite's scenarios for authorization servers, against ours in front of the simulated Procore."""

from __future__ import annotations

import re
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

import anyio

from procore_mcp.api.clock import SystemClock
from procore_mcp.simulator.world import build_world
from tests.e2e.agreeing import run_agreeing
from tests.e2e.conftest import NOON
from tests.e2e.office import open_office
from tests.e2e.program import Program
from tests.e2e.site import open_site

REQUIRED = ("authorization-server-metadata-endpoint", "authorization-code-grant")
PATIENCE = 120.0  # seconds for all of it
_PASSED = re.compile(r"^\s*✓ ([\w-]+)", re.MULTILINE)
_FAILED = re.compile(r"^\s*✗ ([\w-]+)", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    exit_code: int

    @property
    def is_complete(self) -> bool:
        return self.exit_code == 0 and not self.failed and set(REQUIRED) <= set(self.passed)


def judged(suite: Path, path: str, results: Path) -> Verdict:
    """Runs `suite` with `path` as its PATH; what it says goes to `results`/log.txt."""
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    return anyio.run(_judged, suite, path, results)


async def _judged(suite: Path, path: str, results: Path) -> Verdict:
    world = build_world(1, NOON.date())
    with anyio.fail_after(PATIENCE):
        async with open_site(world, SystemClock()) as site, open_office(site) as office:
            port = _free_port()
            program = Program(office, redirect=f"http://127.0.0.1:{port}/callback", name="Conformance")
            await program.register()
            command = [str(suite), "authorization", "--url", office.url, "--client-id", program.id]
            command += ["--resource", office.mcp, "-p", str(port), "-o", str(results)]
            done = await run_agreeing(command, office, {"PATH": path})
    (results / "log.txt").write_text(done.told, encoding="utf-8")
    return Verdict(tuple(_PASSED.findall(done.told)), tuple(_FAILED.findall(done.told)), done.exit_code)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
