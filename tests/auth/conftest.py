"""One person, one machine, and a Procore that ends refresh tokens at their first use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth.account import Account
from procore_mcp.auth.bearer import Bearer
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.renewal import Renewal
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.config.environment import Environment
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from tests.auth.fake_browser import free_port
from tests.auth.fake_procore import (
    API_URL,
    CLIENT_ID,
    CLIENT_SECRET,
    LOGIN_URL,
    REDIRECT_URI,
    Clock,
    FakeProcore,
    InProcess,
)

ENVIRONMENT = Environment("production", API_URL, LOGIN_URL, ())


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def procore(clock: Clock) -> FakeProcore:
    return FakeProcore(clock)


@pytest.fixture
def grants(procore: FakeProcore, clock: Clock) -> Grants:
    return Grants(
        ENVIRONMENT, CLIENT_ID, SecretStr(CLIENT_SECRET), REDIRECT_URI, clock=clock, transport=InProcess(procore)
    )


@pytest.fixture
def store(tmp_path: Path) -> TokenFile:
    return TokenFile(tmp_path / "kept" / "sign-in.json")


@pytest.fixture
async def state() -> AsyncIterator[State]:
    opened = open_state("sqlite://")
    yield opened
    await opened.aclose()


@pytest.fixture
def account(store: TokenFile, state: State) -> Account:
    return Account("ada", store, state)


@pytest.fixture
async def client(
    procore: FakeProcore, account: Account, grants: Grants, clock: Clock
) -> AsyncIterator[httpx2.AsyncClient]:
    """Calls the API as the signed-in person."""
    bearer = Bearer(Renewal(account, grants, clock=clock))
    async with httpx2.AsyncClient(base_url=API_URL, auth=bearer, transport=InProcess(procore)) as opened:
        yield opened


@pytest.fixture
def at_port(grants: Grants) -> Grants:
    """An app whose registered redirect address names a port."""
    return replace(grants, redirect_uri=f"http://localhost:{free_port()}/done")
