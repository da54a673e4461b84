"""Puts the parts together, and all of them for the one person of this machine."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from hashlib import sha256

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
from procore_mcp.config.settings import Settings
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.events import Watch, unwatched
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State

LOCAL_USER = "local"


@dataclass(frozen=True, slots=True)
class Parts:
    """What belongs to nobody: one pool and one budget for everybody who calls Procore through this process."""

    settings: Settings
    clock: Clock
    state: State
    engine: Engine
    surface: tuple[Tool, ...]
    pool: Pool
    pacer: Pacer
    watch: Watch

    def session(self, user: str, auth: httpx2.Auth) -> Session:
        """Of the person who signs with `auth`; `user` keys everything that is theirs alone."""
        settings = self.settings
        return Session(
            user=user,
            sender=self.client(user, auth),
            company_id=settings.company_id,
            project_id=settings.project_id,
            allow=Safety(settings.allowed),
            confirm=settings.confirm,
            result_tokens=settings.result_tokens,
            companies=settings.companies,
            projects=settings.projects,
        )

    def client(self, user: str, auth: httpx2.Auth) -> Client:
        return Client(
            self.pool,
            self.settings.procore,
            auth,
            self.pacer,
            self.clock,
            user=user,
            max_wait=self.settings.max_wait,
            watch=self.watch,
        )


@dataclass(frozen=True, slots=True)
class Wired:
    """What the commands and the server need: `session` is the person of this machine, `surface` what is listed."""

    settings: Settings
    engine: Engine
    session: Session
    surface: tuple[Tool, ...]
    pacer: Pacer


@asynccontextmanager
async def wired(settings: Settings, *, clock: Clock | None = None, watch: Watch = unwatched) -> AsyncGenerator[Wired]:
    """Everything open while the block runs; nothing is sent before the first call. `watch` hears of all that happens.

    Raises BadSetting and BadToolFile.
    """
    async with open_parts(settings, clock or SystemClock(), watch) as parts:
        auth = open_auth(settings, parts.state, clock=parts.clock.now, watch=watch)
        yield Wired(settings, parts.engine, parts.session(LOCAL_USER, auth), parts.surface, parts.pacer)


@asynccontextmanager
async def open_parts(
    settings: Settings, clock: Clock, watch: Watch = unwatched, *, newcomers: int = 0
) -> AsyncGenerator[Parts]:
    """`newcomers` is how many people may come beside those at work; the rate budget keeps room for them.

    Raises BadSetting and BadToolFile.
    """
    catalog = load_catalog()
    surface = select(catalog, toolsets=settings.toolsets, allow=Safety(settings.allowed))
    async with AsyncExitStack() as stack:
        state = open_state(settings.state_url, clock=clock.now)
        stack.push_async_callback(state.aclose)
        pool = Pool(settings.procore)
        stack.push_async_callback(pool.aclose)
        engine = Engine(catalog, state, watch)
        pacer = Pacer(clock, state=state, app=_app(settings), newcomers=newcomers)
        yield Parts(settings, clock, state, engine, surface, pool, pacer, watch)


def _app(settings: Settings) -> str:
    """Names the app whose requests Procore counts together; of a ready token only Procore knows the app."""
    token = settings.access_token
    owner = settings.client_id if token is None else token.get_secret_value()
    return sha256(f"{owner} at {settings.procore.api_url}".encode()).hexdigest()[:16]
