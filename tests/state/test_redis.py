"""What is true of a Redis server alone: it can be down, slow, full, busy or somebody else's."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from procore_mcp.errors import BadSetting, MissingExtra, StateUnavailable
from procore_mcp.state.open import open_state
from procore_mcp.state.redis import RedisState
from procore_mcp.state.redis_address import redis_address
from tests.state.redis_server import RedisServer, binary
from tests.state.scripted_server import ScriptedServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RedisServer]:
    running = RedisServer(binary("valkey"), tmp_path, password="hunter2", is_lasting=True)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def short_patience(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("procore_mcp.state.redis_link.ANSWER_TIMEOUT", 0.3)
    monkeypatch.setattr("procore_mcp.state.redis_link.PATIENCE", 0.4)


async def complaint(state: RedisState) -> str:
    with pytest.raises(StateUnavailable) as caught:
        await state.put("colour", b"blue")
    told = f"{caught.value.message} {caught.value.hint}"
    assert caught.value.hint
    assert "hunter2" not in told
    return told


def opened(url: str) -> RedisState:
    state = open_state(url)
    assert isinstance(state, RedisState)
    return state


@pytest.mark.anyio
async def test_a_server_that_is_down_is_named_and_used_again_as_soon_as_it_is_back(server: RedisServer):
    server.stop()
    state = opened(server.url)
    assert "cannot be reached" in await complaint(state)
    server.start()
    await state.put("colour", b"yellow")
    server.stop()
    assert "cannot be reached" in await complaint(state)
    server.start()
    assert await state.swap("colour", b"yellow", b"red")
    assert await state.take("colour") == b"red"
    await state.aclose()


@pytest.mark.anyio
async def test_a_short_absence_is_waited_out(server: RedisServer):
    server.stop()

    async def until_it_is_back(_: float) -> None:
        server.start()

    state = RedisState(redis_address(server.url), sleep=until_it_is_back)
    assert await state.take("colour") is None
    await state.aclose()


@pytest.mark.anyio
async def test_a_server_that_hangs_is_not_waited_for_for_ever(server: RedisServer):
    state = opened(server.url)
    await state.put("colour", b"yellow")
    server.hang()
    with anyio.fail_after(20):
        assert "does not answer in time" in await complaint(state)
    server.go_on()
    assert await state.get("colour") is not None
    await state.aclose()


@pytest.mark.anyio
async def test_a_caller_that_goes_away_does_not_leave_its_answer_to_the_next_one(server: RedisServer):
    state = opened(server.url)
    await state.put("mine", b"1")
    await state.put("yours", b"2")
    server.hang()
    with anyio.move_on_after(0.05) as gone:
        await state.get("mine")
    server.go_on()
    assert gone.cancelled_caught
    assert await state.get("yours") == b"2"
    await state.aclose()


@pytest.mark.anyio
async def test_a_full_server_says_so_still_reads_and_takes_writes_again_once_there_is_room(server: RedisServer):
    state = opened(server.url)
    await state.put("colour", b"yellow")
    with server.client() as operator:
        operator.config_set("maxmemory", 1)
        assert "is full" in await complaint(state)
        with pytest.raises(StateUnavailable, match="is full"):
            await state.swap("colour", b"yellow", b"red")
        assert await state.get("colour") == b"yellow"
        operator.config_set("maxmemory", 0)
    assert await state.swap("colour", b"yellow", b"red")
    await state.aclose()


@pytest.mark.anyio
async def test_a_replica_takes_no_writes_until_it_is_promoted(server: RedisServer):
    state = opened(server.url)
    with server.client() as operator:
        operator.replicaof("127.0.0.1", 1)
        assert "changes roles" in await complaint(state)
        operator.replicaof("no", "one")
    await state.put("colour", b"yellow")
    await state.aclose()


@pytest.mark.anyio
async def test_a_wrong_password_is_told_without_being_repeated(server: RedisServer):
    state = opened(server.url.replace("hunter2", "hunter3"))
    told = await complaint(state)
    assert "does not accept" in told
    assert "hunter" not in told
    await state.aclose()


@pytest.mark.anyio
async def test_a_user_that_may_not_do_everything_needs_more_rights(server: RedisServer):
    with server.client() as operator:
        operator.acl_setuser("reader", enabled=True, passwords=["+hunter2"], keys=["*"], commands=["+get"])
    state = opened(server.url.replace("unix://:", "unix://reader:"))
    assert "let this user" in await complaint(state)
    await state.aclose()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"-LOADING Redis is loading the dataset in memory", "still loading"),
        (b"-MASTERDOWN Link with MASTER is down", "changes roles"),
        (b"-MISCONF Redis is configured to save RDB snapshots", "refuses to work"),
        (None, "cannot be reached"),
    ],
)
@pytest.mark.anyio
async def test_other_troubles_have_words_too(answer: bytes | None, words: str):
    server = ScriptedServer(deque([answer and answer + b"\r\n"] * 20))
    async with server.running() as url:
        state = opened(url)
        assert words in await complaint(state)
        await state.aclose()


@pytest.mark.anyio
async def test_a_server_that_is_loading_is_waited_for_even_by_what_must_not_run_twice():
    server = ScriptedServer(deque([b"-LOADING\r\n", b"$1\r\n1\r\n"]))
    async with server.running() as url:
        state = opened(url)
        assert await state.take("ticket") == b"1"
        await state.aclose()


@pytest.mark.anyio
async def test_only_what_may_run_twice_is_sent_again_when_its_answer_was_lost():
    server = ScriptedServer(deque([None, b"$1\r\n1\r\n", None, None]))
    async with server.running() as url:
        state = opened(url)
        assert await state.get("ticket") == b"1"
        for act in (state.take("ticket"), state.swap("ticket", b"1", b"2")):
            with pytest.raises(StateUnavailable):
                await act
        await state.aclose()
    assert server.seen == [b"GET", b"GET", b"GETDEL", b"EVAL"]


@pytest.mark.anyio
async def test_a_lock_whose_answer_was_lost_is_not_waited_for_until_its_lease_ends(server: RedisServer):
    server.hang()

    async def go_on(_: float) -> None:
        server.go_on()

    state = RedisState(redis_address(server.url), sleep=go_on)
    async with state.lock("door", lease=600, patience=0):
        pass
    await state.aclose()


@pytest.mark.anyio
async def test_a_block_that_went_well_does_not_fail_because_its_lock_cannot_be_released(server: RedisServer):
    state = opened(server.url)
    async with state.lock("door", lease=600, patience=0):
        server.stop()
    await state.aclose()


@pytest.mark.anyio
async def test_a_subscriber_hears_that_the_server_is_gone(server: RedisServer):
    state = opened(server.url)
    with anyio.fail_after(20):
        async with state.subscribe("news") as news:
            server.stop()
            with pytest.raises(StateUnavailable):
                await anext(news)
    with pytest.raises(StateUnavailable):
        async with state.subscribe("news"):
            pytest.fail("nobody is there")
    await state.aclose()


@pytest.mark.anyio
async def test_servers_that_share_a_redis_keep_apart_by_their_prefixes(server: RedisServer):
    ours, theirs = opened(f"{server.url}?prefix=ours*:"), opened(f"{server.url}?prefix=theirs:")
    await ours.put("colour", b"yellow")
    await theirs.put("colour", b"blue")
    assert await ours.get("colour") == b"yellow"
    assert await ours.keys("") == ["colour"]
    async with ours.lock("door", lease=30, patience=0), theirs.lock("door", lease=30, patience=0):
        pass
    with server.client() as operator:
        assert {key.split(b":")[0] for key in operator.scan_iter()} == {b"ours*", b"theirs"}
    await ours.aclose()
    await theirs.aclose()


@pytest.mark.parametrize(
    "url",
    [
        "redis://",
        "redis:///0",
        "rediss://:hunter2@",
        "unix://hunter2",
        "redis://ada:hunter2@[::1",
        "redis://ada:hunter2@host:port",
        "redis://ada:hunter2@host?hunter2=1",
        "redis://ada:hunter2@host?socket_timeout=hunter2",
    ],
)
def test_an_address_that_is_none_stops_the_start_without_being_repeated(url: str):
    with pytest.raises(BadSetting) as caught:
        open_state(url)
    assert caught.value.hint
    assert "hunter2" not in f"{caught.value.message} {caught.value.hint}"


def test_an_address_shows_no_password_and_tells_the_place():
    address = redis_address("rediss://ada:hunter2@db.example:6380/3?prefix=a%3A&ssl_ca_certs=%2Fca.pem")
    assert address.shown == "rediss://db.example:6380"
    assert address.prefix == "a:"
    assert address.url.endswith("/3?ssl_ca_certs=%2Fca.pem")
    assert "hunter2" not in repr(address)


def test_without_the_client_the_start_stops_and_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("procore_mcp.state.open.find_spec", lambda _: None)
    with pytest.raises(MissingExtra) as caught:
        open_state("redis://localhost")
    assert "procore-mcp[redis]" in str(caught.value.hint)
