"""A client of MCP that speaks OAuth by hand, so that it can also speak it wrongly."""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import httpx2

from tests.e2e.browser import PATIENCE, Browser, Page
from tests.e2e.office import Office

REDIRECT = "http://127.0.0.1:9999/callback"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}},
}
MCP_HEADERS = {"accept": "application/json, text/event-stream"}


@dataclass
class Program:
    """Registers itself at the first need. `None` as a change leaves a parameter out."""

    office: Office
    redirect: str = REDIRECT
    name: str = "The Program"
    id: str = ""
    secret: str | None = None
    verifier: str = field(default_factory=lambda: secrets.token_urlsafe(48))

    async def post(self, path: str, /, **fields: str | None) -> httpx2.Response:
        data = {name: value for name, value in fields.items() if value is not None}
        async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
            return await http.post(self.office.url + path, data=data)

    async def register(self, **changes: object) -> httpx2.Response:
        usual = {"redirect_uris": [self.redirect], "client_name": self.name, "token_endpoint_auth_method": "none"}
        async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
            answer = await http.post(f"{self.office.url}/oauth/register", json=usual | changes)
        if answer.status_code == 201:
            self.id, self.secret = answer.json()["client_id"], answer.json().get("client_secret")
        return answer

    async def link(self, **changes: str | None) -> str:
        if not self.id:
            await self.register()
        usual: dict[str, str | None] = {
            "response_type": "code",
            "client_id": self.id,
            "redirect_uri": self.redirect,
            "state": "the client's own state",
            "code_challenge": challenge(self.verifier),
            "code_challenge_method": "S256",
            "resource": self.office.mcp,
            "scope": "procore",
        }
        asked = {name: value for name, value in (usual | changes).items() if value is not None}
        return f"{self.office.url}/oauth/authorize?{urlencode(asked)}"

    async def code(self, browser: Browser, **changes: str | None) -> str:
        return (await browser.sign_in(await self.link(**changes))).query["code"]

    async def exchange(self, code: str, **changes: str | None) -> httpx2.Response:
        usual: dict[str, str | None] = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.id,
            "client_secret": self.secret,
            "redirect_uri": self.redirect,
            "code_verifier": self.verifier,
            "resource": self.office.mcp,
        }
        return await self.post("/oauth/token", **(usual | changes))

    async def renew(self, refresh: str, **changes: str | None) -> httpx2.Response:
        usual: dict[str, str | None] = {
            "grant_type": "refresh_token",
            "refresh_token": refresh,
            "client_id": self.id,
            "client_secret": self.secret,
        }
        return await self.post("/oauth/token", **(usual | changes))

    async def tokens(self, browser: Browser, **changes: str | None) -> dict[str, Any]:
        answer = await self.exchange(await self.code(browser, **changes), resource=changes.get("resource"))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def knock(self, access: str | None, path: str = "/mcp", **headers: str) -> httpx2.Response:
        """An MCP request with this token."""
        told = MCP_HEADERS | ({"authorization": f"Bearer {access}"} if access else {}) | headers
        async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
            return await http.post(self.office.url + path, json=INITIALIZE, headers=told)


def challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


async def refused(browser: Browser, address: str) -> Page:
    """The page that says no, which nothing leads on from."""
    page = await browser.open(address)
    assert isinstance(page, Page), page
    assert page.status >= 400
    assert not page.action
    return page
