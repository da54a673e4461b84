from __future__ import annotations

import anyio
import pytest

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import Consent
from procore_mcp.server.turns import Places
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


@pytest.mark.anyio
async def test_one_persons_many_calls_keep_nobody_out() -> None:
    places, inside, leave = Places(each=2, total=3), list[str](), anyio.Event()

    async def call(user: str) -> None:
        async with places.turn(user):
            inside.append(user)
            await leave.wait()

    with anyio.fail_after(10):
        async with anyio.create_task_group() as calls:
            for user in ("ada", "ada", "ada", "ada", "bob", "bob"):
                calls.start_soon(call, user)
            await anyio.wait_all_tasks_blocked()
            assert inside == ["ada", "ada", "bob"]
            leave.set()
    assert sorted(inside) == ["ada"] * 4 + ["bob"] * 2


@pytest.mark.anyio
async def test_who_gives_up_waiting_for_a_common_place_gives_back_their_own() -> None:
    places = Places(each=1, total=1)
    with anyio.fail_after(10):
        async with places.turn("ada"):
            with anyio.move_on_after(0):
                async with places.turn("bob"):
                    raise AssertionError
        async with places.turn("bob"):
            pass
