"""A signed-in client that speaks MCP by hand, and goes on when something breaks under it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import anyio
import httpx2

REVISION = "2026-07-28"
PATIENCE = 60.0  # seconds for one call with all its tries
PAUSE = 0.2  # seconds before another try
_META = {"io.modelcontextprotocol/protocolVersion": REVISION, "io.modelcontextprotocol/clientCapabilities": {}}


class Lost(Exception):
    """The request may have arrived; its answer did not."""


@dataclass
class Caller:
    """`person` is Procore's id of whoever `tokens` belong to; they are renewed when they are refused."""

    http: httpx2.AsyncClient
    url: str
    person: int
    client_id: str
    tokens: dict[str, Any]

    async def read(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """What the tool answers; asked again as often as it takes."""
        with anyio.fail_after(PATIENCE):
            while True:
                try:
                    return await self.once(tool, arguments)
                except Lost:
                    await anyio.sleep(PAUSE)

    async def once(self, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Raises Lost. A request that was refused at the door was not run, and is sent again."""
        with anyio.fail_after(PATIENCE):
            while True:
                answer = await self._sent(tool, arguments)
                if answer.status_code == 200:
                    return _data(answer)
                if answer.status_code == 401:
                    await self._renew()
                assert answer.status_code in {401, 503}, answer.text
                await anyio.sleep(PAUSE)

    async def _sent(self, tool: str, arguments: dict[str, Any]) -> httpx2.Response:
        params = {"name": tool, "arguments": arguments, "_meta": _META}
        headers = {
            "accept": "application/json, text/event-stream",
            "authorization": f"Bearer {self.tokens['access_token']}",
            "mcp-protocol-version": REVISION,
            "mcp-method": "tools/call",
            "mcp-name": tool,
        }
        message = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        try:
            return await self.http.post(f"{self.url}/mcp", json=message, headers=headers)
        except httpx2.ConnectError:
            return httpx2.Response(503)
        except httpx2.TransportError:
            raise Lost from None

    async def _renew(self) -> None:
        form = {
            "grant_type": "refresh_token",
            "refresh_token": self.tokens["refresh_token"],
            "client_id": self.client_id,
        }
        try:
            answer = await self.http.post(f"{self.url}/oauth/token", data=form)
        except httpx2.TransportError:
            return  # asked again after the next 401, within the grace
        assert answer.status_code in {200, 503}, answer.text
        if answer.status_code == 200:
            self.tokens = answer.json()


def _data(answer: httpx2.Response) -> dict[str, Any]:
    text = answer.text
    if answer.headers.get("content-type", "").startswith("text/event-stream"):
        text = next(line[6:] for line in reversed(text.splitlines()) if line.startswith("data: "))
    return json.loads(text)["result"]["structuredContent"]
