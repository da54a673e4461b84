"""A simulator on real ports sends by itself."""

from __future__ import annotations

from collections.abc import Mapping

import anyio
import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.visitor import Visitor
from tests.simulator.webhooks.conftest import subscribe


@pytest.mark.anyio
async def test_an_event_leaves_without_being_asked_and_never_holds_up_the_answer(
    world: World, clock: SteppableClock
) -> None:
    heard, may_answer = anyio.Event(), anyio.Event()

    async def deliver(url: str, headers: Mapping[str, str], body: bytes) -> int:
        del url, headers, body
        heard.set()
        await may_answer.wait()
        return 204

    simulator = Simulator(world, clock, deliver=deliver)
    with anyio.fail_after(20):
        async with running(simulator) as facts:
            signed_in = {"Authorization": f"Bearer {facts.access_token}", "Procore-Company-Id": str(facts.company_id)}
            async with httpx2.AsyncClient(base_url=facts.api_url, headers=signed_in) as client:
                procore = Visitor(client, facts)
                await subscribe(procore, "RFIs create")
                assert (await procore.new_rfi()).status_code == 201
                await heard.wait()
                assert (await procore.new_rfi()).status_code == 201
                may_answer.set()
