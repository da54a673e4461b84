"""Where and for whom a server answers over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field

import anyio
from mcp.server.transport_security import TransportSecuritySettings
from starlette.routing import BaseRoute
from starlette.types import ASGIApp

from procore_mcp.server.drain import Drain
from procore_mcp.server.hosts import this_machine
from procore_mcp.server.probes import Probes

SETTLE_SECONDS = 5.0
LONGEST_CALL_SECONDS = 75.0


@dataclass(frozen=True, slots=True)
class Site:
    """The default is one person on this machine, whom nobody asks to sign in.

    `gate` stands before every MCP request and lets in who brings a token; `routes` are answered beside them, for
    everybody; `proxies` are addresses or networks whose word about the caller's own address counts; `upkeep` runs
    beside all that until it is cancelled.
    """

    known: TransportSecuritySettings = field(default_factory=this_machine)
    gate: Callable[[ASGIApp], ASGIApp] | None = None
    routes: Sequence[BaseRoute] = ()
    probes: Probes = field(default_factory=Probes)
    proxies: tuple[str, ...] = ()
    upkeep: Callable[[], Coroutine[object, object, None]] = anyio.sleep_forever
    drain: Drain = field(default_factory=Drain)

    @property
    def is_shared(self) -> bool:
        """Many people, each signed in; any of several replicas may get any request."""
        return self.gate is not None


def shared_drain() -> Drain:
    """Time for a proxy to hear of it, and for the longest call to end."""
    return Drain(settle=SETTLE_SECONDS, grace=LONGEST_CALL_SECONDS)
