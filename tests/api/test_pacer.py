"""The pacer against a server that counts, in virtual time."""

from __future__ import annotations

import random
from math import ceil

import anyio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from procore_mcp.api.lesson import Lesson, Reading, read_lesson
from procore_mcp.api.pacer import Pacer
from procore_mcp.errors import RateLimited
from tests.api.rate_limited_server import FixedWindow, Nearer, RateLimitedServer, call_through, sweep
from tests.api.virtual_time import BEGINNING, LoopClock, SettableClock, in_virtual_time

NEARER = st.sampled_from(["number", "share"])
SLOWNESS = st.sampled_from([0.01, 0.15, 0.5])
FOREVER = BEGINNING + 1e6


def run_sweep(
    server: RateLimitedServer, *, requests: int, starts: float = 0.0, ahead: float = 0.0, callers: int = 16
) -> float:
    """How many seconds the sweep took."""

    async def main() -> None:
        await anyio.sleep(starts)
        await sweep(server, LoopClock(ahead=ahead), requests=requests, callers=callers)

    in_virtual_time(main)
    return server.finished_at - starts


@settings(deadline=None, max_examples=60)
@given(nearer=NEARER, slowness=SLOWNESS, seed=st.integers(0, 10**6), starts=st.floats(0, 4), lazy=st.booleans())
def test_sixteen_callers_use_the_spike_window_fully_without_one_429(
    nearer: Nearer, slowness: float, seed: int, starts: float, lazy: bool
):
    server = RateLimitedServer(nearer, slowness, seed, spike=FixedWindow(10, 25, from_first_request=lazy))
    took = run_sweep(server, requests=200, starts=starts)
    ideal = (ceil(200 / 25) - 1) * 10 - (0 if lazy else starts % 10)
    assert server.statuses == [200] * 200
    assert took <= 1.05 * max(ideal, 60) + 4 * slowness


@settings(deadline=None, max_examples=25)
@given(nearer=NEARER, slowness=SLOWNESS, seed=st.integers(0, 10**6), limit=st.integers(30, 600))
def test_the_hour_is_waited_out_without_one_429(nearer: Nearer, slowness: float, seed: int, limit: int):
    if limit % 25 == 0:
        limit += 1  # both windows would empty with the same request: nobody could tell from the spike window's headers
    server = RateLimitedServer(nearer, slowness, seed, hour=FixedWindow(3_600, limit))
    took = run_sweep(server, requests=limit + 30, starts=3.0)
    assert set(server.statuses) == {200}
    assert 3_597 <= took <= 1.05 * 3_597


@settings(deadline=None, max_examples=25)
@given(ahead=st.floats(1.5, 3_000) | st.floats(-3_000, -1.5), seed=st.integers(0, 10**6))
def test_a_wrong_clock_costs_no_429(ahead: float, seed: int):
    server = RateLimitedServer(slowness=0.1, seed=seed)
    took = run_sweep(server, requests=120, ahead=ahead, starts=seed % 10)
    assert set(server.statuses) == {200}
    assert took <= 1.05 * 50


@settings(deadline=None, max_examples=25)
@given(
    nearer=NEARER,
    before=st.integers(2, 60),
    after=st.integers(2, 60),
    hourly=st.sampled_from([600, 3_600]),
    seed=st.integers(0, 10**6),
)
def test_limits_that_change_at_a_reset_are_followed(nearer: Nearer, before: int, after: int, hourly: int, seed: int):
    server = RateLimitedServer(nearer, 0.1, seed, spike=FixedWindow(10, before), hour=FixedWindow(3_600, 3_000))

    async def main() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: sweep(server, LoopClock(), requests=150))
            await anyio.sleep(20)
            server.spike.limit, server.hour.limit = after, hourly

    in_virtual_time(main)
    windows_after = max(0, ceil((150 - 2 * before) / after))
    assert set(server.statuses) == {200}
    assert server.finished_at <= 1.05 * (20 + 10 * windows_after) + 1


def test_a_limit_that_drops_in_the_middle_of_a_window_is_obeyed_from_the_first_refusal():
    server = RateLimitedServer(slowness=0.05)

    async def main() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(lambda: sweep(server, LoopClock(), requests=60))
            await anyio.sleep(10.4)
            server.spike.limit = 3

    in_virtual_time(main)
    assert server.statuses.count(429) <= 8
    assert set(server.statuses[-20:]) == {200}


@pytest.mark.parametrize("tells", [{"retry-after"}, {"retry-after", "date"}])
def test_without_limits_in_the_headers_few_go_at_once_and_a_refusal_stops_everyone(tells: set[str]):
    server = RateLimitedServer(slowness=0.05, tells=frozenset(tells))
    took = run_sweep(server, requests=100)
    assert server.most_at_once == 4
    assert server.statuses.count(429) <= 4 * 4
    assert took < 70


def test_a_server_without_any_word_about_limits_is_asked_four_at_a_time():
    server = RateLimitedServer(slowness=0.05, tells=frozenset(), spike=FixedWindow(10, 10_000))
    run_sweep(server, requests=100)
    assert server.most_at_once == 4
    assert set(server.statuses) == {200}


@pytest.mark.anyio
async def test_a_lost_probe_lets_the_next_one_learn():
    clock = LoopClock()
    pacer, server = Pacer(clock), RateLimitedServer()
    with pytest.raises(ConnectionError):
        async with pacer.turn("one", give_up_at=FOREVER):
            raise ConnectionError
    assert await call_through(pacer, server, clock) == 200


@pytest.mark.anyio
async def test_a_wait_that_is_too_long_is_refused_at_once_with_its_end():
    clock = LoopClock()
    pacer = Pacer(clock, chance=lambda: 0.0)
    async with pacer.turn("one", give_up_at=FOREVER) as turn:
        turn.lesson = Lesson(200, Reading(600, 0, BEGINNING + 2_000))
    with pytest.raises(RateLimited) as refusal:
        async with pacer.turn("one", give_up_at=clock.now() + 60):
            pass
    assert anyio.current_time() == 0
    assert refusal.value.retry_at == BEGINNING + 2_000
    assert "UTC" in refusal.value.message


@pytest.mark.anyio
async def test_a_wait_for_an_answer_ends_when_patience_ends():
    clock = LoopClock()
    pacer = Pacer(clock)
    async with pacer.turn("slow", give_up_at=FOREVER) as first:
        first.lesson = Lesson(200)
    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(_linger, pacer, 500.0)
        await anyio.sleep(1)
        with pytest.raises(RateLimited) as refusal:
            async with pacer.turn("slow", give_up_at=clock.now() + 60):
                pass
        assert anyio.current_time() == 61
        assert refusal.value.retry_at == clock.now() + 1


@pytest.mark.anyio
async def test_without_patience_nobody_waits():
    clock = LoopClock()
    pacer = Pacer(clock)
    async with pacer.turn("one", give_up_at=clock.now()):
        with pytest.raises(RateLimited):
            async with pacer.turn("two", give_up_at=clock.now()):
                pass
    assert anyio.current_time() == 0


@pytest.mark.anyio
async def test_callers_of_one_user_go_in_the_order_in_which_they_came():
    order = await _order_of_service(["one"] * 12)
    assert order == [f"one-{number}" for number in range(12)]


@pytest.mark.anyio
async def test_the_sweep_of_one_user_does_not_keep_another_waiting():
    order = await _order_of_service(["sweep"] * 20 + ["quick", "other"])
    assert max(order.index("quick-20"), order.index("other-21")) <= 3


@pytest.mark.anyio
async def test_a_caller_that_stops_waiting_leaves_the_line_to_the_others():
    clock = LoopClock()
    pacer, server = Pacer(clock, chance=lambda: 0.0), RateLimitedServer(spike=FixedWindow(10, 1))
    await call_through(pacer, server, clock)
    served: list[str] = []
    async with anyio.create_task_group() as group:
        with anyio.CancelScope() as impatient:
            group.start_soon(_serve, pacer, server, clock, "patient", served)
            async with anyio.create_task_group() as inner:
                inner.start_soon(_serve, pacer, server, clock, "impatient", served)
                await anyio.sleep(1)
                impatient.cancel()
    assert served == ["patient"]
    assert server.statuses == [200, 200]


@pytest.mark.anyio
async def test_a_caller_cancelled_in_the_moment_it_is_called_gives_its_place_back():
    clock = LoopClock()
    pacer, served = Pacer(clock, chance=lambda: 0.0), list[str]()
    scope = anyio.CancelScope()

    async def cancelled() -> None:
        with scope:
            async with pacer.turn("cancelled", give_up_at=FOREVER):
                served.append("cancelled")

    async with anyio.create_task_group() as group:
        async with pacer.turn("first", give_up_at=FOREVER) as turn:
            group.start_soon(cancelled)
            await anyio.sleep(0.1)
            turn.lesson = Lesson(200, Reading(25, 1, BEGINNING + 10))
        scope.cancel()
        async with pacer.turn("next", give_up_at=FOREVER):
            served.append("next")
            assert anyio.current_time() < 1
    assert served == ["next"]


@settings(deadline=None, max_examples=30)
@given(seed=st.integers(0, 10**6))
def test_callers_that_come_and_go_as_they_like_never_block_the_line(seed: int):
    chance = random.Random(seed)  # noqa: S311 - replayable, not secret
    server = RateLimitedServer(slowness=0.3, seed=seed)
    served: list[str] = []

    async def main() -> None:
        clock = LoopClock()
        pacer = Pacer(clock, chance=chance.random)

        async def fickle(patience: float) -> None:
            with anyio.move_on_after(patience):
                await _serve(pacer, server, clock, "fickle", served)

        async with anyio.create_task_group() as group:
            for number in range(60):
                group.start_soon(fickle, chance.uniform(0, 20))
                group.start_soon(_serve, pacer, server, clock, f"user-{number % 3}", served)
                await anyio.sleep(chance.choice([0, 0, 0.2]))

    in_virtual_time(main)
    assert sum(name.startswith("user") for name in served) == 60
    assert set(server.statuses) == {200}


async def _order_of_service(users: list[str]) -> list[str]:
    clock = LoopClock()
    pacer = Pacer(clock, chance=lambda: 0.0)
    server = RateLimitedServer(slowness=0.002, spike=FixedWindow(10, 1), hour=FixedWindow(3_600, 10_000))
    await call_through(pacer, server, clock)
    order: list[str] = []

    async def caller(name: str, user: str) -> None:
        await call_through(pacer, server, clock, user)
        order.append(name)

    async with anyio.create_task_group() as group:
        for number, user in enumerate(users):
            group.start_soon(caller, f"{user}-{number}", user)
            await anyio.sleep(0.001)
    return order


async def _serve(pacer: Pacer, server: RateLimitedServer, clock: LoopClock, user: str, served: list[str]) -> None:
    await call_through(pacer, server, clock, user)
    served.append(user)


async def _linger(pacer: Pacer, seconds: float) -> None:
    async with pacer.turn("slow", give_up_at=FOREVER):
        await anyio.sleep(seconds)


@pytest.mark.anyio
@pytest.mark.parametrize("seconds", [-7_200, -600, 600, 7_200])
@pytest.mark.parametrize("ahead", [0.0, 7_200.0])
async def test_a_clock_that_is_set_keeps_nobody_out(seconds: float, ahead: float):
    server = RateLimitedServer("number", 0.01, 1, spike=FixedWindow(10, 25))
    clock = SettableClock(ahead=ahead)
    pacer = Pacer(clock, chance=lambda: 0.0)
    assert [await call_through(pacer, server, clock) for _ in range(25)] == [200] * 25
    clock.set(seconds)
    before = anyio.current_time()
    assert await call_through(pacer, server, clock) in ({200} if seconds < 0 else {200, 429})
    assert anyio.current_time() - before < 11


@pytest.mark.anyio
@pytest.mark.parametrize("seconds", [-7_200, -600])
async def test_a_clock_that_is_set_while_an_answer_is_awaited_counts_once(seconds: float):
    server = RateLimitedServer("number", 0.01, 1, spike=FixedWindow(10, 25))
    clock = SettableClock()
    pacer = Pacer(clock, chance=lambda: 0.0)
    async with pacer.turn("one", give_up_at=FOREVER) as turn:
        status, headers = await server.answer()
        clock.set(seconds)
        turn.lesson = read_lesson(status, headers, clock.now())
    (window,) = (await pacer.left()).windows
    assert 0 < (window.resets_at or 0) - clock.now() < 11
    assert [await call_through(pacer, server, clock) for _ in range(60)] == [200] * 60
    assert anyio.current_time() < 25
