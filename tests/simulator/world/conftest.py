from __future__ import annotations

import datetime as dt

import pytest

from procore_mcp.simulator.world import World, build_world

TODAY = dt.date(2026, 11, 20)  # a Friday


@pytest.fixture(scope="session")
def world() -> World:
    """Read only: tests that change records build their own."""
    return build_world(1, TODAY)


@pytest.fixture(
    scope="session",
    params=["2026-11-20", "2026-11-21", "2028-02-29", "2026-01-01", "2027-03-15"],
    ids=["friday", "saturday", "leap-day", "new-year", "monday"],
)
def any_day(request: pytest.FixtureRequest) -> World:
    return build_world(7, dt.date.fromisoformat(request.param))
