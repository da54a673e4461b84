"""What every test shares."""

from __future__ import annotations

import inspect
from typing import Any

import pytest


@pytest.fixture
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.hookimpl(tryfirst=True)
def pytest_fixture_setup(fixturedef: pytest.FixtureDef[Any]) -> None:
    """An async fixture keeps its event loop for all tests until it ends; others ask for a loop of another kind."""
    func = fixturedef.func
    if inspect.iscoroutinefunction(func) or inspect.isasyncgenfunction(func):
        assert fixturedef.scope in {"function", "class", "module"}, (
            f"the async fixture {fixturedef.argname!r} must end with its module, not with its {fixturedef.scope}: "
            "run it with anyio.run in a fixture that is not async"
        )
