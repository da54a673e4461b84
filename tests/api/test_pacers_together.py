"""Several processes and one app: pacers that share a store, in virtual time."""

from __future__ import annotations

import random
from math import ceil

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procore_mcp.api.lesson import Lesson, Reading
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.pacing import LONGEST_SILENCE, PRESENCE
from tests.api.rate_limited_server import FixedWindow, RateLimitedServer, call_through
from tests.api.virtual_store import VirtualStore
from tests.api.virtual_time import BEGINNING, LoopClock, SettableClock, in_virtual_time

FOREVER = BEGINNING + 1e6
DIFFERENCES = st.just(0.0) | st.floats(1.5, 900) | st.floats(-900, -1.5)  # smaller ones no Date header shows


def pacer_on(store: VirtualStore, *, seed: int = 0, ahead: float = 0.0, newcomers: int = 0) -> Pacer:
    chance = random.Random(seed).random  # noqa: S311 - replayable, not secret
    return Pacer(LoopClock(ahead=ahead), chance=chance, state=store, app="ours", newcomers=newcomers)


async def sweep(pacers: list[Pacer], server: RateLimitedServer, *, requests: int, callers: int = 6) -> None:
    """Of one person. Each pacer is a process; each of its callers takes the next request of all."""
    left = iter(range(requests))

    async def caller(pacer: Pacer) -> None:
        for _ in left:
            await call_through(pacer, server, LoopClock(), "one")

    async with anyio.create_task_group() as group:
        for pacer in pacers:
            for _ in range(callers):
                group.start_soon(caller, pacer)


@settings(deadline=None, max_examples=20)
@given(
    seed=st.integers(0, 10**6), slowness=st.sampled_from([0.01, 0.15, 0.5]), store_slowness=st.sampled_from([0, 0.05])
)
def test_three_processes_use_the_windows_fully_without_one_429(seed: int, slowness: float, store_slowness: float):
    server = RateLimitedServer(slowness=slowness, seed=seed)
    store = VirtualStore(slowness=store_slowness, seed=seed)

    async def main() -> None:
        await sweep([pacer_on(store, seed=number) for number in range(3)], server, requests=200)

    in_virtual_time(main)
    assert server.statuses == [200] * 200
    assert server.finished_at <= 1.05 * (ceil(200 / 25) - 1) * 10 + 4 * slowness + 1


@settings(deadline=None, max_examples=10)
@given(seed=st.integers(0, 10**6), ahead=st.lists(DIFFERENCES, min_size=3, max_size=3))
def test_replicas_whose_clocks_differ_cost_no_429(seed: int, ahead: list[float]):
    server, store = RateLimitedServer(slowness=0.1, seed=seed), VirtualStore(seed=seed)

    async def main() -> None:
        pacers = [pacer_on(store, seed=number, ahead=seconds) for number, seconds in enumerate(ahead)]
        async with anyio.create_task_group() as group:
            for number, pacer in enumerate(pacers):
                group.start_soon(_calls, pacer, server, LoopClock(ahead=ahead[number]), f"user-{number}", 30)

    in_virtual_time(main)
    assert set(server.statuses) == {200}


@pytest.mark.anyio
async def test_a_process_knows_what_another_one_learnt():
    store, server = VirtualStore(), RateLimitedServer()
    first, second = pacer_on(store), pacer_on(store)
    await call_through(first, server, LoopClock())
    left = await second.left()
    assert left.is_shared
    assert left.processes == 1
    assert [(window.limit, window.remaining) for window in left.windows] == [(25, 24)]
    assert left.windows[0].resets_at == BEGINNING + 10
    assert left.held_until is None


@pytest.mark.anyio
async def test_what_is_left_tells_of_a_refusal_in_our_time():
    pacer = pacer_on(VirtualStore(), ahead=300)
    async with pacer.turn("one", give_up_at=FOREVER) as turn:
        turn.lesson = Lesson(429, Reading(25, 0, BEGINNING + 10), date=BEGINNING)
        during = await pacer.left()
    left = await pacer.left()
    assert (during.under_way, left.under_way) == (1, 0)
    assert left.held_until == pytest.approx(BEGINNING + 310, abs=1.2)
    assert left.windows[0].resets_at == pytest.approx(BEGINNING + 310, abs=1.2)


@pytest.mark.anyio
async def test_the_sweep_of_one_replica_leaves_room_for_a_user_of_another():
    store = VirtualStore()
    server = RateLimitedServer(slowness=0.05)
    sweeper, other = pacer_on(store, newcomers=1), pacer_on(store, newcomers=1)
    waits: list[float] = []
    async with anyio.create_task_group() as group:
        group.start_soon(lambda: sweep([sweeper], server, requests=150, callers=16))
        for _ in range(10):
            await anyio.sleep(4.7)
            began = anyio.current_time()
            await call_through(other, server, LoopClock(), "interactive")
            waits.append(anyio.current_time() - began)
    assert set(server.statuses) == {200}
    assert max(waits) <= 0.5
    assert server.finished_at <= 1.1 * 60 + 5


@pytest.mark.anyio
async def test_room_for_newcomers_costs_a_lonely_sweep_little():
    store, server = VirtualStore(), RateLimitedServer(slowness=0.05)
    await sweep([pacer_on(store, newcomers=1)], server, requests=150, callers=16)
    assert set(server.statuses) == {200}
    assert server.finished_at <= 1.1 * 60


@pytest.mark.anyio
async def test_users_of_several_replicas_get_equal_parts():
    store = VirtualStore()
    server = RateLimitedServer(slowness=0.05, hour=FixedWindow(3_600, 10_000))
    served: dict[str, int] = {"many": 0, "few": 0}

    async def caller(pacer: Pacer, user: str) -> None:
        while True:
            await call_through(pacer, server, LoopClock(), user)
            served[user] += 1

    with anyio.move_on_after(59):
        async with anyio.create_task_group() as group:
            for user, callers in (("many", 24), ("few", 4)):
                pacer = pacer_on(store, newcomers=1)
                for _ in range(callers):
                    group.start_soon(caller, pacer, user)
    assert set(server.statuses) == {200}
    assert min(served.values()) >= 0.35 * sum(served.values())


@pytest.mark.anyio
async def test_places_of_a_process_that_died_are_free_again_soon():
    store, server = VirtualStore(), RateLimitedServer()
    dead, alive = pacer_on(store), pacer_on(store)
    await call_through(dead, server, LoopClock())
    turns = [dead.turn("one", give_up_at=FOREVER) for _ in range(8)]
    for turn in turns:
        await turn.__aenter__()
    assert (await alive.left()).under_way == 8
    await anyio.sleep(LONGEST_SILENCE)
    assert (await alive.left()).under_way == 0
    await call_through(alive, server, LoopClock())
    await anyio.sleep(PRESENCE)
    await call_through(alive, server, LoopClock())
    assert (await alive.left()).processes == 1


@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 10**6), goes=st.floats(5, 40), stays=st.floats(1, 60), forgets=st.booleans())
def test_a_store_that_comes_and_goes_stops_nobody_and_hardly_costs_a_429(
    seed: int, goes: float, stays: float, forgets: bool
):
    server, store = RateLimitedServer(slowness=0.1, seed=seed), VirtualStore(seed=seed)

    async def main() -> None:
        pacers = [pacer_on(store, seed=number) for number in range(3)]
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: sweep(pacers, server, requests=150))
            await anyio.sleep(goes)
            store.is_down = True
            await anyio.sleep(stays)
            store.is_down = False
            if forgets:
                store.forget()
        for pacer in pacers:
            await anyio.sleep(20)
            assert (await pacer.left()).is_shared

    in_virtual_time(main)
    assert server.statuses.count(429) <= 6  # who hears nothing of the others may find a window empty
    assert len(server.statuses) == 150
    assert server.finished_at <= 50 + stays + 90


@pytest.mark.anyio
async def test_without_the_store_from_the_start_a_process_goes_carefully_and_says_so():
    store, server = VirtualStore(), RateLimitedServer(slowness=0.05)
    store.is_down = True
    pacer = pacer_on(store)
    await sweep([pacer], server, requests=20, callers=16)
    assert server.most_at_once == 2
    assert not (await pacer.left()).is_shared
    assert set(server.statuses) == {200}


@pytest.mark.anyio
async def test_a_store_that_hangs_is_not_waited_for_at_each_call():
    store, server = VirtualStore(slowness=1_000), RateLimitedServer(slowness=0.05)
    pacer = pacer_on(store)
    for _ in range(20):
        await call_through(pacer, server, LoopClock())
    assert anyio.current_time() < 10


@pytest.mark.anyio
async def test_a_clock_that_is_set_back_keeps_nobody_from_a_store_that_works_again():
    clock, store, server = SettableClock(), VirtualStore(), RateLimitedServer()
    pacer = Pacer(clock, chance=lambda: 0.0, state=store, app="ours")
    store.is_down = True
    await call_through(pacer, server, clock)
    store.is_down = False
    clock.set(-7_200)
    await anyio.sleep(1)
    await call_through(pacer, server, clock)
    assert (await pacer.left()).is_shared


@pytest.mark.anyio
async def test_a_budget_that_is_lost_or_of_another_version_is_written_again():
    store, server = VirtualStore(), RateLimitedServer()
    pacer, other = pacer_on(store), pacer_on(store)
    await call_through(pacer, server, LoopClock())
    store.forget()
    await call_through(pacer, server, LoopClock())
    assert [window.remaining for window in (await other.left()).windows] == [23]
    store.overwrite(b'{"windows": "of another kind"}')
    await call_through(other, server, LoopClock())
    assert [window.remaining for window in (await pacer.left()).windows] == [22]


@pytest.mark.anyio
async def test_one_process_alone_asks_the_store_twice_a_call():
    store, server = VirtualStore(), RateLimitedServer()
    pacer = pacer_on(store)
    await call_through(pacer, server, LoopClock())
    before = store.exchanges
    for _ in range(10):
        await call_through(pacer, server, LoopClock())
    assert store.exchanges - before == 20


@pytest.mark.anyio
async def test_who_goes_away_while_the_store_gives_them_a_place_leaves_it_to_others():
    store, server = VirtualStore(), RateLimitedServer()
    pacer = pacer_on(store)
    await call_through(pacer, server, LoopClock())
    store.slowness = 0.4
    async with anyio.create_task_group() as group:
        async with pacer.turn("first", give_up_at=FOREVER), anyio.create_task_group() as leaving:
            for name in ("one", "two", "three"):
                leaving.start_soon(call_through, pacer, server, LoopClock(), name)
            await anyio.sleep(0.3)
            leaving.cancel_scope.cancel()
        group.cancel_scope.cancel()
    left = await pacer.left()
    assert left.under_way == 0


async def _calls(pacer: Pacer, server: RateLimitedServer, clock: LoopClock, user: str, count: int) -> None:
    for _ in range(count):
        await call_through(pacer, server, clock, user)
