"""The connections of one process."""

from __future__ import annotations

from functools import cached_property

import httpx2

from procore_mcp.api.wire import open_http


class Pool:
    """Opened by the first request: reading the machine's certificates takes time that a start should not."""

    @cached_property
    def _http(self) -> httpx2.AsyncClient:
        return open_http()

    async def send(
        self, request: httpx2.Request, *, stream: bool, auth: None, follow_redirects: bool
    ) -> httpx2.Response:
        return await self._http.send(request, stream=stream, auth=auth, follow_redirects=follow_redirects)

    async def aclose(self) -> None:
        if "_http" in self.__dict__:
            await self._http.aclose()
