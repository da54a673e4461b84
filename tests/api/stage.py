"""A client whose network is a function."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx2

from procore_mcp.api.client import Client
from procore_mcp.api.pacer import Pacer
from procore_mcp.config.environment import Environment
from tests.api.virtual_time import LoopClock

PRODUCTION = Environment("production", "https://api.procore.com", "https://login.procore.com", ("procore.com",))
Scene = httpx2.Response | Exception | Callable[[httpx2.Request], httpx2.Response | Awaitable[httpx2.Response]]


@dataclass
class Stage:
    """Answers the requests with its scenes, one after the other; the last one again and again."""

    scenes: Sequence[Scene]
    seen: list[httpx2.Request] = field(default_factory=list)

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        content = await request.aread()
        scene = self.scenes[min(len(self.seen), len(self.scenes) - 1)]
        self.seen.append(httpx2.Request(request.method, request.url, headers=request.headers, content=content))
        if isinstance(scene, Exception):
            raise scene
        if isinstance(scene, httpx2.Response):
            return scene
        answer = scene(request)
        return answer if isinstance(answer, httpx2.Response) else await answer


class Token(httpx2.Auth):
    """Signs with one token, and with the next one after a 401."""

    def __init__(self, *tokens: str) -> None:
        self._tokens = tokens

    async def async_auth_flow(self, request: httpx2.Request) -> AsyncGenerator[httpx2.Request, httpx2.Response]:
        for token in self._tokens:
            request.headers["Authorization"] = f"Bearer {token}"
            answer = yield request
            if answer.status_code != 401:
                return


@asynccontextmanager
async def client_on(stage: Stage, *, auth: httpx2.Auth | None = None, environment: Environment = PRODUCTION, **more):
    clock = LoopClock()
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(stage)) as http:
        yield Client(http, environment, auth or Token("secret-token"), Pacer(clock), clock, chance=lambda: 0.5, **more)
