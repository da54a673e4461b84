"""A receiver of webhooks that does as it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.visitor import Visitor

HOOKS = "/rest/v2.0/companies/{company}/projects/{project}/webhooks/hooks"
COMPANY_HOOKS = "/rest/v2.0/companies/{company}/webhooks/hooks"
SINK = "https://sink.example/events"


@dataclass
class Sink:
    """Keeps what it was sent; answers 204 unless `answers` says otherwise, one after the other."""

    got: list[tuple[str, Mapping[str, str], dict[str, Any]]] = field(default_factory=list)
    answers: list[int | OSError] = field(default_factory=list)
    silent: bool = False

    async def __call__(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        self.got.append((url, headers, json.loads(body)))
        answer = self.answers.pop(0) if self.answers else TimeoutError("no answer in time") if self.silent else 204
        if isinstance(answer, OSError):
            raise answer
        return answer

    @property
    def payloads(self) -> list[dict[str, Any]]:
        return [payload for _, _, payload in self.got]


@pytest.fixture
def sink() -> Sink:
    return Sink()


@pytest.fixture
def simulator(world: World, clock: SteppableClock, sink: Sink) -> Simulator:
    return Simulator(world, clock, deliver=sink)


async def subscribe(procore: Visitor, *names: str, hooks: str = HOOKS, version: str = "v4.0", **more: Any) -> str:
    """A new hook's id, with triggers such as `RFIs create`."""
    body = {"payload_version": version, "namespace": "tests", "destination_url": SINK, **more}
    made = await procore.ask("POST", hooks, body)
    assert made.status_code == 201, made.text
    hook = made.json()["data"]["id"]
    pairs = [name.rsplit(" ", 1) for name in names]
    triggers = [{"resource_name": name, "event_type": event} for name, event in pairs]
    added = await procore.ask("POST", f"{hooks}/{hook}/triggers/bulk", triggers)
    assert added.status_code == 201, added.text
    return hook
