"""Let every client list and call the same tools, and compare: `python -m tests.clients.run`.

Without arguments: a server whose tools do what a test says, the real one in the demo company, then one to sign in to.
`--server` is the command of another (`--transport http --port N` is added for HTTP) and `--calls` a JSON list of
`{"tool", "arguments", "asks"?, "fails"?}` for it. Exits with 1 when a client fails, sees anything else than the first
one, or gets an error that the plan does not expect.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from tests.clients import inspector, signing_in
from tests.clients.agreement import Agreement
from tests.clients.plan import Call, Plan, Report
from tests.clients.sites import SITES, Site
from tests.conformance.node import ROOT, installed, node_path

TYPESCRIPT = {"@modelcontextprotocol/sdk": "1.32.2", "@modelcontextprotocol/client": "2.4.0"}
PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Peer:
    """One client in one era."""

    name: str
    script: str
    era: str
    shows_forms: bool = True

    def plan(self, calls: Sequence[Call], *, url: str | None = None, command: tuple[str, ...] | None = None) -> Plan:
        return Plan(self.era, tuple(call for call in calls if self.shows_forms or not call.asks), url, command)


PEERS = (
    Peer("Python SDK", "python_sdk", "modern"),
    Peer("Python SDK", "python_sdk", "legacy"),
    Peer("FastMCP", "fast_mcp", "modern"),
    Peer("FastMCP", "fast_mcp", "legacy"),
    Peer("TypeScript SDK 1", "typescript_v1.mjs", "legacy"),
    Peer("TypeScript SDK 2", "typescript_v2.mjs", "modern"),
    Peer("TypeScript SDK 2", "typescript_v2.mjs", "legacy"),
    Peer("Inspector", "inspector", "modern", shows_forms=False),
    Peer("Inspector", "inspector", "legacy", shows_forms=False),
)


def main(given: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.clients.run")
    parser.add_argument("--server", type=shlex.split, help="command of another server")
    parser.add_argument("--calls", type=_calls, default=(), help="JSON list of calls for it")
    options = parser.parse_args(given)
    path = _prepared()
    sites = [Site("yours", tuple(options.server), options.calls)] if options.server else SITES
    visits = [_visited(site, path) for site in sites]
    return max(*visits, 0 if options.server else _signed_in())


def _signed_in() -> int:
    print("\na server that everybody signs in to")  # noqa: T201 - a table
    return signing_in.main()


def _visited(site: Site, path: str) -> int:
    print(f"\n{site.name}")  # noqa: T201 - a table
    with _served(site.server) as url:
        stdio = [(peer, peer.plan(site.calls, command=site.server)) for peer in PEERS]
        http = [(peer, peer.plan(site.calls, url=url)) for peer in PEERS]
        return _compare([*stdio, *http], path)


def _calls(text: str) -> tuple[Call, ...]:
    return tuple(Call(**call) for call in json.loads(text))


def _prepared() -> str:
    """Everything is installed and each script lies where Node finds its packages; gives the PATH to use."""
    path = node_path()
    modules = installed(TYPESCRIPT | inspector.PACKAGES, path)
    for script in (ROOT / "tests" / "clients").glob("*.mjs"):
        shutil.copy(script, modules.parent)
    return path


@contextmanager
def _served(server: Sequence[str]) -> Generator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [*server, "--transport", "http", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - given by the caller
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", process)
            yield f"http://127.0.0.1:{port}/mcp"
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    patience = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < patience:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own loopback address
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"The server did not come up at {address}.")


def _compare(plans: Sequence[tuple[Peer, Plan]], path: str) -> int:
    agreement, failures = Agreement(), 0
    for peer, plan in plans:
        began = time.monotonic()
        objections = _objections(peer, plan, path, agreement)
        failures += bool(objections)
        way = "http " if plan.url else "stdio"
        verdict = "; ".join(objections) or "same"
        print(f"{peer.name:18} {peer.era:7} {way}  {time.monotonic() - began:5.1f} s  {verdict}", flush=True)  # noqa: T201 - a table
    return 1 if failures else 0


def _objections(peer: Peer, plan: Plan, path: str, agreement: Agreement) -> list[str]:
    is_node = peer.script.endswith(".mjs")
    script = ["node", f"build/npm/{peer.script}"] if is_node else [sys.executable, "-m", f"tests.clients.{peer.script}"]
    done = subprocess.run(  # noqa: S603 - our own scripts
        [*script, plan.to_json()],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        return [f"the client failed: {done.stderr[-1_000:]}"]
    return agreement.objections(plan, Report(**json.loads(done.stdout.splitlines()[-1])))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
