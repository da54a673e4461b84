"""What every store promises, whichever it is."""

from __future__ import annotations

import secrets

import anyio
import pytest

from procore_mcp.state.protocol import LockBusy, State


@pytest.mark.anyio
async def test_what_was_put_can_be_read_again_and_again(state: State):
    await state.put("colour", b"\x00yellow")
    assert await state.get("colour") == b"\x00yellow"
    assert await state.get("colour") == b"\x00yellow"


@pytest.mark.anyio
async def test_a_key_that_was_never_put_is_absent(state: State):
    assert await state.get("colour") is None
    assert await state.take("colour") is None


@pytest.mark.anyio
async def test_the_last_put_counts(state: State):
    await state.put("colour", b"yellow", ttl=5)
    await state.put("colour", b"blue")
    assert await state.get("colour") == b"blue"


@pytest.mark.anyio
async def test_a_value_is_gone_from_the_moment_it_expires(state: State, clock):
    await state.put("colour", b"yellow", ttl=500)
    clock.advance(400)
    assert await state.get("colour") == b"yellow"
    clock.advance(100)
    assert await state.get("colour") is None
    assert await state.take("colour") is None


@pytest.mark.anyio
async def test_a_value_without_a_life_outlives_the_ones_that_expire(state: State, clock):
    await state.put("stays", b"1")
    await state.put("goes", b"2", ttl=1)
    clock.advance(1_000_000)
    await state.put("later", b"3")
    assert (await state.get("stays"), await state.get("goes")) == (b"1", None)


@pytest.mark.anyio
async def test_of_many_takers_one_gets_the_value(state: State):
    await state.put("ticket", b"1")
    got: list[bytes | None] = []

    async def take():
        got.append(await state.take("ticket"))

    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(take)
    assert sorted(value or b"" for value in got) == [b""] * 19 + [b"1"]


@pytest.mark.anyio
async def test_a_swap_happens_only_over_the_expected_value(state: State):
    assert await state.swap("count", None, b"1")
    assert not await state.swap("count", None, b"2")
    assert not await state.swap("count", b"0", b"2")
    assert await state.swap("count", b"1", b"2")
    assert await state.get("count") == b"2"


@pytest.mark.anyio
async def test_an_expired_value_counts_as_absent_for_a_swap(state: State, clock):
    assert await state.swap("count", None, b"1", ttl=5)
    clock.advance(5)
    assert not await state.swap("count", b"1", b"2")
    assert await state.swap("count", None, b"2")


@pytest.mark.anyio
async def test_swaps_that_run_into_each_other_lose_no_step(state: State):
    async def count_up():
        for _ in range(5):
            while True:
                seen = await state.get("count")
                if await state.swap("count", seen, str(int(seen or b"0") + 1).encode()):
                    break

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(count_up)
    assert await state.get("count") == b"25"


@pytest.mark.anyio
async def test_a_lock_lets_one_in_at_a_time(state: State):
    inside = most_inside = 0

    async def enter():
        nonlocal inside, most_inside
        async with state.lock("door", lease=30, patience=30):
            inside += 1
            most_inside = max(most_inside, inside)
            await anyio.lowlevel.checkpoint()
            inside -= 1

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            for _ in range(6):
                tasks.start_soon(enter)
    assert most_inside == 1


@pytest.mark.anyio
async def test_a_lock_is_free_again_after_its_block_failed(state: State):
    with pytest.raises(ZeroDivisionError):
        async with state.lock("door", lease=30, patience=0):
            raise ZeroDivisionError
    async with state.lock("door", lease=30, patience=0):
        pass


@pytest.mark.anyio
async def test_a_lock_is_free_again_after_its_holder_was_cancelled(state: State):
    with anyio.CancelScope() as scope:
        async with state.lock("door", lease=30, patience=0):
            scope.cancel()
            await anyio.sleep_forever()
    async with state.lock("door", lease=30, patience=0):
        pass


@pytest.mark.anyio
async def test_two_keys_are_two_locks(state: State):
    async with state.lock("front", lease=30, patience=0), state.lock("back", lease=30, patience=0):
        pass


@pytest.mark.anyio
async def test_a_busy_lock_says_so_when_patience_ends(state: State):
    async with state.lock("door", lease=30, patience=0):
        with anyio.fail_after(20):
            with pytest.raises(LockBusy):
                async with state.lock("door", lease=30, patience=0.05):
                    pytest.fail("two holders")


@pytest.mark.anyio
async def test_a_lock_frees_itself_when_the_lease_of_a_dead_holder_ends(state: State, clock):
    async with state.lock("door", lease=30, patience=0):
        clock.advance(30)
        async with state.lock("door", lease=30, patience=0):
            pass


@pytest.mark.anyio
async def test_a_holder_that_overstayed_does_not_open_the_lock_of_the_next_one(state: State, clock):
    overstayer = state.lock("door", lease=30, patience=0)
    await overstayer.__aenter__()
    clock.advance(30)
    async with state.lock("door", lease=30, patience=0):
        await overstayer.__aexit__(None, None, None)
        with pytest.raises(LockBusy):
            async with state.lock("door", lease=30, patience=0):
                pytest.fail("two holders")


@pytest.mark.anyio
async def test_subscribers_hear_their_channel_in_order_from_when_they_came(state: State):
    await state.publish("news", b"before")
    async with state.subscribe("news") as first, state.subscribe("news") as second:
        await state.publish("news", b"one")
        await state.publish("weather", b"rain")
        await state.publish("news", b"two")
        with anyio.fail_after(20):
            assert [await anext(first), await anext(first)] == [b"one", b"two"]
            assert [await anext(second), await anext(second)] == [b"one", b"two"]


@pytest.mark.anyio
async def test_a_subscriber_that_waits_hears_what_comes_later(state: State):
    heard: list[bytes] = []

    async def listen(*, task_status):
        async with state.subscribe("news") as messages:
            task_status.started()
            heard.append(await anext(messages))

    with anyio.fail_after(20):
        async with anyio.create_task_group() as tasks:
            await tasks.start(listen)
            await state.publish("news", b"one")
    assert heard == [b"one"]


@pytest.mark.anyio
async def test_what_lies_in_the_store_can_be_listed_by_how_its_keys_begin(state: State, clock):
    for key in ("vault:17", "vault:18", "vaults", "code:17", "vault*"):
        await state.put(key, b"1")
    await state.put("vault:19", b"1", ttl=500)
    assert sorted(await state.keys("vault:")) == ["vault:17", "vault:18", "vault:19"]
    assert await state.keys("vault*") == ["vault*"]
    clock.advance(500)
    assert sorted(await state.keys("vault:")) == ["vault:17", "vault:18"]
    assert len(await state.keys("")) == 5


@pytest.mark.anyio
async def test_more_keys_than_a_server_names_at_once_are_all_listed(state: State):
    async with anyio.create_task_group() as tasks:
        for number in range(1_500):
            tasks.start_soon(state.put, f"many:{number}", b"1")
    assert sorted(await state.keys("many:")) == sorted(f"many:{number}" for number in range(1_500))


@pytest.mark.anyio
async def test_large_values_are_kept_whole(state: State):
    large = secrets.token_bytes(5 * 2**20)
    await state.put("plan", large)
    assert await state.swap("plan", large, large[::-1])
    assert await state.take("plan") == large[::-1]


@pytest.mark.parametrize("value", [b"", b"\x00", b"\r\n$-1\r\n", bytes(range(256))])
@pytest.mark.anyio
async def test_every_byte_survives(state: State, value: bytes):
    await state.put("odd: key\n with * ü", value)
    assert await state.get("odd: key\n with * ü") == value
    assert await state.swap("odd: key\n with * ü", value, value)


@pytest.mark.anyio
async def test_of_many_swaps_over_an_absent_key_one_happens(state: State):
    done: list[bool] = []

    async def claim():
        done.append(await state.swap("claim", None, b"mine"))

    async with anyio.create_task_group() as tasks:
        for _ in range(20):
            tasks.start_soon(claim)
    assert sum(done) == 1


@pytest.mark.anyio
async def test_a_lock_and_a_value_of_the_same_name_are_two_things(state: State):
    async with state.lock("door", lease=30, patience=0):
        assert await state.get("door") is None
        await state.put("door", b"1")
    assert await state.get("door") == b"1"
