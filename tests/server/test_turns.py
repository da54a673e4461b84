from __future__ import annotations

import anyio
import pytest

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import Consent
from tests.server.acting import with_act
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import Arguments


class Gate:
    """Calls stop in front of it; counts who is there."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.open = anyio.Event()
        self.two_inside = anyio.Event()

    async def act(self, arguments: Arguments, consent: Consent) -> Answer:
        self.inside += 1
        self.most = max(self.most, self.inside)
        if self.inside == 2:
            self.two_inside.set()
        await self.open.wait()
        self.inside -= 1
        return Answer({"passed": True})


@pytest.mark.anyio
async def test_more_calls_than_places_wait_for_their_turn() -> None:
    gate = Gate()
    with anyio.fail_after(10):
        async with with_act(gate.act, calls_at_once=2) as client, anyio.create_task_group() as calls:
            for _ in range(5):
                calls.start_soon(client.call_tool, "run_act", {})
            await gate.two_inside.wait()
            await anyio.wait_all_tasks_blocked()
            assert gate.inside == 2
            gate.open.set()
    assert gate.most == 2


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_call_that_the_client_gives_up_ends_and_frees_its_place(era: Era) -> None:
    entered, ended = anyio.Event(), anyio.Event()

    async def act(arguments: Arguments, consent: Consent) -> Answer:
        if arguments.get("subject") == "quick":
            return Answer({"quick": True})
        entered.set()
        try:
            await anyio.sleep_forever()
        finally:
            ended.set()
        raise AssertionError

    with anyio.fail_after(10):
        async with with_act(act, era=era, calls_at_once=1) as client:
            async with anyio.create_task_group() as calls:
                calls.start_soon(client.call_tool, "run_act", {})
                await entered.wait()
                calls.cancel_scope.cancel()
            await ended.wait()
            assert (await client.call_tool("run_act", {"subject": "quick"})).structured_content == {"quick": True}
