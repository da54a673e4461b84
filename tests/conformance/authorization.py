"""The suite's scenarios for authorization servers, against ours in front of the simulated Procore."""

from __future__ import annotations

import os
import re
import shutil
import socket
from dataclasses import dataclass
from pathlib import Path

import anyio
import httpx2
from anyio.streams.text import TextReceiveStream

from procore_mcp.api.clock import SystemClock
from procore_mcp.simulator.world import build_world
from tests.e2e.browser import Browser
from tests.e2e.conftest import NOON
from tests.e2e.office import Office, open_office
from tests.e2e.program import Program
from tests.e2e.site import open_site

REQUIRED = ("authorization-server-metadata-endpoint", "authorization-code-grant")
PATIENCE = 40.0  # seconds for all of it
_LINK = re.compile(r"https?://\S+/oauth/authorize\?\S+(?=\s)")  # whole: it comes in pieces
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
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
            told, code = await _told(command, path, office)
    (results / "log.txt").write_text(told, encoding="utf-8")
    return Verdict(tuple(_PASSED.findall(told)), tuple(_FAILED.findall(told)), code)


async def _told(command: list[str], path: str, office: Office) -> tuple[str, int]:
    """The suite prints a link and waits: whoever opens it and agrees is sent back to it."""
    told, seen = "", set[str]()
    async with (
        office.browser() as browser,
        await anyio.open_process(command, env={**os.environ, "PATH": path}, stderr=-2) as process,
    ):
        assert process.stdout
        try:
            async for text in TextReceiveStream(process.stdout):
                told += _COLOUR.sub("", text)
                for link in set(_LINK.findall(told)) - seen:
                    seen.add(link)
                    await _agree(browser, link)
        except BaseException:
            process.kill()  # it would wait for a browser for ever, and we for it
            raise
        return told, await process.wait()


async def _agree(browser: Browser, link: str) -> None:
    back = await browser.sign_in(link)
    async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
        await http.get(back.address)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]
