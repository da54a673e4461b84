"""What compose.yaml starts, as processes of this machine: two replicas, their store and the proxy."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
from anyio.abc import Process

from tests.deploy.proxy import free_port, proxied
from tests.e2e.browser import Browser
from tests.e2e.office import KEY
from tests.e2e.site import Site
from tests.state.redis_server import RedisServer, binary


@dataclass(frozen=True)
class Replica:
    process: Process
    address: str
    log: Path

    def lines(self, logger: str) -> list[dict[str, Any]]:
        """Of its log so far."""
        told = [line for line in self.log.read_text().splitlines() if line.startswith("{")]
        return [line for line in map(json.loads, told) if line["logger"] == f"procore_mcp.{logger}"]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)


@dataclass(frozen=True)
class Company:
    url: str
    site: Site
    store: RedisServer
    replicas: tuple[Replica, ...]

    def browser(self) -> Browser:
        person = next(iter(self.site.simulator.people))
        return Browser(person, (f"{self.url}/", f"{self.site.facts.login_url}/"))


@asynccontextmanager
async def open_company(site: Site, folder: Path) -> AsyncGenerator[Company]:
    url = f"http://127.0.0.1:{free_port()}"
    store = RedisServer(binary("valkey"), folder)
    try:
        async with AsyncExitStack() as stack:
            environ = _environ(site, url, store.url, folder)
            replicas = [
                await stack.enter_async_context(_replica(environ, folder / f"{number}.log")) for number in (1, 2)
            ]
            await stack.enter_async_context(proxied(url, [replica.address for replica in replicas], folder))
            yield Company(url, site, store, tuple(replicas))
    finally:
        store.stop()


def _environ(site: Site, url: str, store: str, home: Path) -> dict[str, str]:
    return dict(os.environ) | {
        "HOME": str(home),
        "PROCORE_API_URL": site.facts.api_url,
        "PROCORE_LOGIN_URL": site.facts.login_url,
        "PROCORE_CLIENT_ID": site.facts.client_id,
        "PROCORE_CLIENT_SECRET": site.facts.client_secret,
        "PROCORE_PUBLIC_URL": url,
        "PROCORE_ENCRYPTION_KEY": KEY,
        "PROCORE_STATE_URL": store,
        "PROCORE_TRUSTED_PROXIES": "127.0.0.1",
        "PROCORE_LOG_LEVEL": "info",
        "PROCORE_LOG_FORMAT": "json",
    }


@asynccontextmanager
async def _replica(environ: dict[str, str], log: Path) -> AsyncGenerator[Replica]:
    port = free_port()
    command = [sys.executable, "-m", "procore_mcp", "serve", "--transport", "http", "--port", str(port)]
    with log.open("wb") as target:
        starting = anyio.open_process(command, env=environ, stdout=None, stderr=target, cwd=log.parent)
        async with await starting as process:
            try:
                yield Replica(process, f"127.0.0.1:{port}", log)
            finally:
                if process.returncode is None:
                    process.kill()
