"""The stores that pass the same suite: a new one adds its name and its address here."""

from __future__ import annotations

from collections.abc import AsyncIterator, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from tests.state.clocks import Clock, ManualClock, ServerClock
from tests.state.redis_server import RedisServer, binary

SERVERS = ("valkey", "redis")


@dataclass(frozen=True)
class Place:
    url: str
    clock: Clock


@contextmanager
def _running(kind: str, factory: pytest.TempPathFactory) -> Generator[RedisServer]:
    server = RedisServer(binary(kind), factory.mktemp(kind))
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture(scope="session")
def valkey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with _running("valkey", tmp_path_factory) as server:
        yield server


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RedisServer]:
    with _running("redis", tmp_path_factory) as server:
        yield server


def _place(store: str, request: pytest.FixtureRequest, folder: Path) -> Place:
    if store not in SERVERS:
        url = {"file": f"sqlite:///{folder / 'kept' / 'state.sqlite3'}", "memory": "sqlite://"}[store]
        return Place(url, ManualClock())
    server: RedisServer = request.getfixturevalue(store)
    client = server.client()
    client.flushall()
    request.addfinalizer(client.close)
    return Place(server.url, ServerClock(client))


@pytest.fixture(params=["file", "memory", *SERVERS])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return _place(request.param, request, tmp_path)


@pytest.fixture
def clock(place: Place) -> Clock:
    return place.clock


@pytest.fixture
async def state(place: Place) -> AsyncIterator[State]:
    opened = open_state(place.url, clock=place.clock)
    yield opened
    await opened.aclose()


@pytest.fixture(params=["file", *SERVERS])
def shared_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a store that several processes reach."""
    return _place(request.param, request, tmp_path).url
