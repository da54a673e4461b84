"""One simulated Procore for each module, the same at the start of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from procore_mcp.simulator.world import World, build_world
from tests.e2e.bare_home import move_into
from tests.e2e.office import Office, open_office
from tests.e2e.passing_clock import PassingClock
from tests.e2e.site import Site, open_site

NOON = dt.datetime(2026, 9, 21, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """For the fixtures that outlive a test."""
    return "asyncio"


@pytest.fixture(scope="session")
def world() -> World:
    return build_world(1, NOON.date())


@pytest.fixture(scope="module")
async def module_site(anyio_backend: str, world: World) -> AsyncIterator[Site]:
    async with open_site(world, PassingClock(NOON.timestamp())) as site:
        yield site


@pytest.fixture
def site(module_site: Site) -> Site:
    module_site.forget()
    return module_site


@pytest.fixture(scope="module")
async def module_office(module_site: Site) -> AsyncIterator[Office]:
    async with open_office(module_site) as office:
        yield office


@pytest.fixture
async def office(module_office: Office, site: Site) -> Office:
    """A while after the test before, so that its limits are forgotten."""
    await site.clock.sleep(3_600)
    return module_office


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_into(tmp_path, monkeypatch)
    return tmp_path
