"""One simulated Procore on loopback ports, and servers in front of it."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import anyio
from mcp import Client
from mcp.client.session import ElicitationFnT

from procore_mcp.api.clock import Clock
from procore_mcp.config.settings import Settings, load_settings
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.report import Seen
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.settings import Settings as SimulatorSettings
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from procore_mcp.wiring import wired
from tests.server.eras import Era

KEY = b"seals the questions of these tests, 32 bytes"
PATIENCE = 30.0  # real seconds for whatever one client does


@dataclass(frozen=True)
class Site:
    """`facts` are those of the engineer who is signed in; simulator and servers share the clock."""

    simulator: Simulator
    facts: Facts
    clock: Clock

    def forget(self) -> None:
        """Faults, requests, limits and switches as at the start; records stay as they are."""
        self.simulator.faults.clear()
        self.simulator.report.clear()
        self.simulator.rates.clear()
        for name in ("hourly_limit", "spike_limit"):
            setattr(self.simulator.settings, name, getattr(SimulatorSettings(), name))

    def narrow(self) -> None:
        """Limits smaller than any that Procore has published, until `forget`."""
        self.simulator.settings.spike_limit, self.simulator.settings.hourly_limit = 25, 600

    def settings(self, **changes: object) -> Settings:
        """A ready token, unless `changes` say otherwise; None takes a setting away."""
        usual: dict[str, object] = {
            "api_url": self.facts.api_url,
            "login_url": self.facts.login_url,
            "access_token": self.facts.access_token,
            "company_id": self.facts.company_id,
            "project_id": self.facts.project_id,
            "state_url": "sqlite://",
            "token_store": "file",
        }
        return load_settings(**usual | changes)

    def signing_in(self, **changes: object) -> Settings:
        """An app's credentials instead of a ready token."""
        app = {"client_id": self.facts.client_id, "client_secret": self.facts.client_secret, "access_token": None}
        return self.settings(**app | changes)

    @asynccontextmanager
    async def client(
        self, era: Era = "auto", *, person: ElicitationFnT | None = None, settings: Settings | None = None
    ) -> AsyncGenerator[Client]:
        """A client of a server of its own, both ended in PATIENCE seconds."""
        with anyio.fail_after(PATIENCE):
            async with self.lasting_client(era, person=person, settings=settings) as client:
                yield client

    @asynccontextmanager
    async def lasting_client(
        self, era: Era = "auto", *, person: ElicitationFnT | None = None, settings: Settings | None = None
    ) -> AsyncGenerator[Client]:
        """The same for as long as many tests take together."""
        async with wired(settings or self.settings(), clock=self.clock) as parts:
            server = build_server(
                parts.engine,
                OneUser(parts.session),
                surface=parts.surface,
                request_state_keys=[KEY],
                rate_budget=parts.pacer.left,
            )
            async with Client(server, mode=era, elicitation_callback=person) as client:
                yield client

    def sent(self, method: str, path: str = "") -> list[Seen]:
        """What the API was sent, for paths that end so."""
        return [
            seen
            for seen in self.simulator.report
            if seen.app == "api" and seen.method == method and seen.path.endswith(path)
        ]

    @property
    def refusals(self) -> int:
        """How often Procore had to say that a limit was used up."""
        return sum(seen.status == 429 for seen in self.simulator.report)

    def ids(self, collection: str, **where: Any) -> list[int]:
        """Of the stored records whose bookkeeping has these values."""
        rows = self.simulator.store.all(collection)
        return [row.id for row in rows if all(row.data.get(name) == value for name, value in where.items())]

    def record(self, collection: str, number: int) -> Record:
        """As it is stored, with its bookkeeping."""
        found = self.simulator.store.find(collection, number)
        assert found is not None
        return found.data


@asynccontextmanager
async def open_site(world: World, clock: Clock) -> AsyncGenerator[Site]:
    simulator = Simulator(world, clock.now, sleep=clock.sleep)
    async with running(simulator) as facts:
        yield Site(simulator, facts, clock)
