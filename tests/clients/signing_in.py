"""The MCP Inspector signs in, calls, and goes on without asking again: `python -m tests.clients.signing_in`."""

from __future__ import annotations

import json
import socket
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import anyio

from procore_mcp.api.clock import SystemClock
from procore_mcp.simulator.world import build_world
from tests.clients.inspector import PACKAGES
from tests.conformance.node import installed, node_path
from tests.e2e.agreeing import Done, run_agreeing
from tests.e2e.conftest import NOON
from tests.e2e.office import Office, open_office
from tests.e2e.site import open_site

PATIENCE = 180.0  # seconds for all of it
# Without a terminal it only signs in when it may open a browser itself, and it keeps tokens only where it is told to.
_ENVIRONMENT = {"MCP_AUTO_OPEN_ENABLED": "true", "MCP_INSPECTOR_SECRET_STORE": "file"}
CALL = ("--method", "tools/call", "--tool-name", "list_companies")
STEPS = (
    ("legacy", ("--method", "tools/list"), 1),
    ("legacy", CALL, 0),
    ("modern", CALL, 0),
)


def main() -> int:
    """0 when each step did what it should; prints one line for each."""
    path = node_path()
    inspector = installed(PACKAGES, path) / ".bin" / "mcp-inspector"
    with tempfile.TemporaryDirectory() as home:
        return anyio.run(_visit, inspector, path, home)


async def _visit(inspector: Path, path: str, home: str) -> int:
    failures = 0
    with anyio.fail_after(PATIENCE):
        async with open_site(build_world(1, NOON.date()), SystemClock()) as site, open_office(site) as office:
            with socket.create_server(("127.0.0.1", 0)) as free:
                callback = f"http://127.0.0.1:{free.getsockname()[1]}/oauth/callback"
            for era, request, links in STEPS:
                flags = ["--cli", office.mcp, "--protocol-era", era, "--callback-url", callback, "--format", "json"]
                done = await run_agreeing(
                    [str(inspector), *flags, *request], office, {"PATH": path, "HOME": home, **_ENVIRONMENT}
                )
                failures += _report(era, request, done, office, links)
    return 1 if failures else 0


def _report(era: str, request: Sequence[str], done: Done, office: Office, links: int) -> bool:
    wanted = str(office.site.facts.company_id) if request == CALL else "show_rfi"
    failed = done.exit_code != 0 or done.links != links or wanted not in done.told
    verdict = json.dumps(done.told[-1_000:]) if failed else "signed in" if links else "same sign-in"
    print(f"{'Inspector':18} {era:7} {request[1]:10}  {verdict}", flush=True)  # noqa: T201 - a table
    return failed


if __name__ == "__main__":
    sys.exit(main())
