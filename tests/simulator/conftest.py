"""A simulator over the demo world, its clock in the test's hands."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import Facts, introduce
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World, build_world
from tests.simulator.visitor import Visitor

TODAY = dt.date(2026, 9, 21)


@pytest.fixture(scope="session")
def world() -> World:
    return build_world(1, TODAY)


@pytest.fixture
def clock() -> SteppableClock:
    """Noon of the day for which the world was built; the start of an hour, so that windows are whole."""
    return SteppableClock(dt.datetime(2026, 9, 21, 12, tzinfo=dt.UTC).timestamp())


@pytest.fixture
def simulator(world: World, clock: SteppableClock) -> Simulator:
    return Simulator(world, clock)


@pytest.fixture
def facts(simulator: Simulator) -> Facts:
    return introduce(simulator)


@pytest.fixture
async def procore(simulator: Simulator, facts: Facts) -> AsyncIterator[Visitor]:
    """The signed-in engineer, at the door of the API."""
    transport = httpx2.ASGITransport(app=simulator.api_app)
    headers = {"Authorization": f"Bearer {facts.access_token}", "Procore-Company-Id": str(facts.company_id)}
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api, headers=headers) as client:
        yield Visitor(client, facts)


@pytest.fixture
async def login(simulator: Simulator) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=simulator.login_app)
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.login) as client:
        yield client


@pytest.fixture
async def storage(simulator: Simulator) -> AsyncIterator[httpx2.AsyncClient]:
    transport = httpx2.ASGITransport(app=simulator.storage_app)
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.storage) as client:
        yield client
