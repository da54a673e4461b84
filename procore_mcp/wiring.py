"""Puts the parts together for the one person of this machine."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import httpx2

from procore_mcp.api.client import Client
from procore_mcp.api.clock import Clock, SystemClock
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.pool import Pool
from procore_mcp.auth.open import open_auth
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.select import select
from procore_mcp.catalog.tool import Tool
from procore_mcp.config import Settings
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.state.open import open_state

LOCAL_USER = "local"


@dataclass(frozen=True, slots=True)
class Wired:
    """What the commands and the server need: `session` is the person of this machine, `surface` what is listed."""

    settings: Settings
    engine: Engine
    session: Session
    surface: tuple[Tool, ...]


@asynccontextmanager
async def wired(settings: Settings, *, clock: Clock | None = None) -> AsyncGenerator[Wired]:
    """Everything open while the block runs; nothing is sent before the first call.

    Raises BadSetting and BadToolFile.
    """
    time = clock or SystemClock()
    catalog = load_catalog()
    allow = Safety(settings.allowed)
    surface = select(catalog, toolsets=settings.toolsets, allow=allow)
    async with AsyncExitStack() as stack:
        state = open_state(settings.state_url, clock=time.now)
        stack.push_async_callback(state.aclose)
        pool = Pool()
        stack.push_async_callback(pool.aclose)
        auth = open_auth(settings, state, clock=time.now)
        session = Session(
            user=LOCAL_USER,
            sender=_client(settings, pool, auth, time),
            company_id=settings.company_id,
            project_id=settings.project_id,
            allow=allow,
            confirm=settings.confirm,
            result_tokens=settings.result_tokens,
        )
        yield Wired(settings, Engine(catalog, state), session, surface)


def _client(settings: Settings, pool: Pool, auth: httpx2.Auth, clock: Clock) -> Client:
    return Client(pool, settings.procore, auth, Pacer(clock), clock, user=LOCAL_USER, max_wait=settings.max_wait)
