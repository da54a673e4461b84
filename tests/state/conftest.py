"""The stores that pass the same suite: a new one adds its name and its address here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State


class Clock:
    """Time that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def address(store: str, folder: Path) -> str:
    return {"file": f"sqlite:///{folder / 'kept' / 'state.sqlite3'}", "memory": "sqlite://"}[store]


@pytest.fixture(params=["file", "memory"])
async def state(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[State]:
    opened = open_state(address(request.param, tmp_path), clock=clock)
    yield opened
    await opened.aclose()


@pytest.fixture(params=["file"])
def shared_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a store that several processes reach."""
    return address(request.param, tmp_path)
