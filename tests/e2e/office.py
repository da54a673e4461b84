"""Our server for a whole company: real replicas on loopback ports, in front of the simulated Procore."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from starlette.types import ASGIApp

from procore_mcp.api.published import Reader
from procore_mcp.server.app import build_server
from procore_mcp.server.hosts import known_as
from procore_mcp.server.http import http_app
from procore_mcp.server.site import Site as Where
from procore_mcp.simulator.sockets import bind, url_of
from procore_mcp.wiring_for_all import WiredForAll, wired_for_all
from tests.e2e.browser import Browser
from tests.e2e.site import Site
from tests.quiet_server import served

KEY = "b2ZmaWNlIGtleSBvZiB0aGVzZSB0ZXN0cywgMzIgYnk="


@dataclass(frozen=True)
class Office:
    """`url` is the public address of all replicas; `doors` are where each of them listens, the first at `url`."""

    url: str
    site: Site
    replicas: tuple[WiredForAll, ...]
    doors: tuple[str, ...]

    @property
    def parts(self) -> WiredForAll:
        return self.replicas[0]

    @property
    def mcp(self) -> str:
        return f"{self.url}/mcp"

    @property
    def people(self) -> list[int]:
        """Procore's ids of those who can sign in."""
        return list(self.site.simulator.people)

    def browser(self, person: int | None = None) -> Browser:
        """Of the first person unless another is named."""
        origins = (*self.doors, self.site.facts.login_url)
        return Browser(person or self.people[0], tuple(f"{origin}/" for origin in origins))


@asynccontextmanager
async def open_office(
    site: Site, *, replicas: int = 1, reader: Reader | None = None, **changes: object
) -> AsyncGenerator[Office]:
    """Replicas share one state, and all answer for the address of the first."""
    listeners = [bind("127.0.0.1", 0) for _ in range(replicas)]
    doors = tuple(url_of(listener) for listener in listeners)
    usual: dict[str, object] = {"public_url": doors[0], "encryption_key": KEY}
    settings = site.signing_in(**usual | changes)
    async with contextlib.AsyncExitStack() as stack:
        wired = []
        for listener in listeners:
            parts = await stack.enter_async_context(wired_for_all(settings, clock=site.clock, reader=reader))
            await stack.enter_async_context(served(office_app(parts), listener))
            wired.append(parts)
        yield Office(doors[0], site, tuple(wired), doors)


def office_app(parts: WiredForAll) -> ASGIApp:
    assert parts.settings.public_url
    where = Where(
        known=known_as(parts.settings.public_url),
        gate=parts.authorization.gate,
        routes=parts.authorization.routes(),
    )
    server = build_server(
        parts.engine,
        parts.callers,
        surface=parts.surface,
        request_state_keys=parts.question_keys,
        rate_budget=parts.pacer.left,
    )
    return http_app(server, where)
