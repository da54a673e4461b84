"""The simulated Procore as one object: three ASGI apps over one world."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable, Sequence

import anyio
from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.control.host import ControlHost, with_doors
from procore_mcp.simulator.front import Front, RequestIds
from procore_mcp.simulator.interior import DEFAULT_CLIENT, Interior, World
from procore_mcp.simulator.kept import Kept
from procore_mcp.simulator.links import Links
from procore_mcp.simulator.oauth.app import OAuthHost
from procore_mcp.simulator.oauth.issue import Issue
from procore_mcp.simulator.oauth.login import Login
from procore_mcp.simulator.people import Client
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.registry import build_resources
from procore_mcp.simulator.rest.gate import Gate
from procore_mcp.simulator.rest.host import ApiHost
from procore_mcp.simulator.rest.rendering import Rendering
from procore_mcp.simulator.settings import Origins, Settings
from procore_mcp.simulator.storage.host import StorageHost
from procore_mcp.simulator.webhooks.announcer import Announcer
from procore_mcp.simulator.webhooks.outbox import Deliver
from procore_mcp.simulator.webhooks.posting import post


class Simulator(Interior):
    """`login_app`, `api_app` and `storage_app` are the three hosts; the rest is what they share.

    `clock` gives Unix seconds, `sleep` is used by scripted delays only; settings and origins may be changed at
    any time.
    """

    def __init__(
        self,
        world: World,
        clock: Callable[[], float],
        *,
        seed: int = 1,
        settings: Settings | None = None,
        origins: Origins | None = None,
        clients: Sequence[Client] = (DEFAULT_CLIENT,),
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        kept: Kept | None = None,
        deliver: Deliver = post,
    ) -> None:
        super().__init__(
            world,
            clock,
            seed=seed,
            settings=settings,
            origins=origins,
            clients=clients,
            sleep=sleep,
            kept=kept,
            deliver=deliver,
        )
        links = Links(self.origins, self.settings, clock, seed)
        front = functools.partial(Front, around=self, ids=RequestIds(seed))
        login, api = self._oauth(), self._api(links)

        async def answer(request: Request) -> Response:
            is_login = self.settings.login_on_api_host and request.scope["path"].startswith("/oauth/")
            return await (login if is_login else api).answer(request)

        self.login_app = front("login", answer=login.answer)
        self.api_app = with_doors(ControlHost(self), front("api", answer=answer))
        self.storage_app = front("storage", answer=StorageHost(self.blobs, links, self.uploads, self.settings).answer)

    def _oauth(self) -> OAuthHost:
        login = Login(self.tokens, self.clients, self.people, self.settings)
        return OAuthHost(self.tokens, login, Issue(self.tokens, self.clients, self.settings), self.clock)

    def _api(self, links: Links) -> ApiHost:
        desk = Desk(self.store, self.clock, self.settings, self.origins, Rendering(links, self.blobs), self.uploads)
        return ApiHost(build_resources(desk), Gate(self.store, self.tokens, self.settings), links, Announcer(self).tell)
