"""The connections of one process."""

from __future__ import annotations

from functools import cached_property

import httpx2

from procore_mcp.api.hosts import is_api
from procore_mcp.api.wire import open_http
from procore_mcp.config.environment import Environment


class Pool:
    """Files have connections of their own: slow downloads, which nobody paces, must not keep calls of the API waiting.

    Opened by the first request: reading the machine's certificates takes time that a start should not.
    """

    def __init__(self, environment: Environment) -> None:
        self._environment = environment

    @cached_property
    def _calls(self) -> httpx2.AsyncClient:
        return open_http()

    @cached_property
    def _files(self) -> httpx2.AsyncClient:
        return open_http()

    async def send(
        self, request: httpx2.Request, *, stream: bool, auth: None, follow_redirects: bool
    ) -> httpx2.Response:
        http = self._calls if is_api(self._environment, request.url) else self._files
        return await http.send(request, stream=stream, auth=auth, follow_redirects=follow_redirects)

    async def aclose(self) -> None:
        for name in ("_calls", "_files"):
            if name in self.__dict__:
                await self.__dict__[name].aclose()
