"""What a request passes on its way in."""

from __future__ import annotations

import httpx2
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from procore_mcp.server.http import http_app
from procore_mcp.server.site import Site
from tests.server.fake_site import fake_server
from tests.server.test_http import ACCEPT, HERE, INITIALIZE


async def measured(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


def nobody_passes(_app: ASGIApp) -> ASGIApp:
    async def refuse(scope: Scope, receive: Receive, send: Send) -> None:
        await PlainTextResponse("who are you?", 401)(scope, receive, send)

    return refuse


@pytest.mark.anyio
async def test_forms_are_small() -> None:
    site = Site(routes=[Route("/oauth/token", measured, methods=["POST"])])
    transport = httpx2.ASGITransport(app=http_app(fake_server(), site))
    async with httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        assert (await http.post("/oauth/token", content=b"x" * 65_536)).text == "65536"
        assert (await http.post("/oauth/token", content=b"x" * 65_537)).status_code == 413


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/mcp", "/mcp/c/7", "/mcp/c/7/p/42"])
async def test_the_gate_stands_before_every_address_and_before_the_body(path: str) -> None:
    transport = httpx2.ASGITransport(app=http_app(fake_server(), Site(gate=nobody_passes)))
    async with httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        refused = await http.post(path, content=b"x" * (33 * 1024 * 1024), headers=ACCEPT)
        absent = await http.post("/mcp/c/0", json=INITIALIZE, headers=ACCEPT)
    assert (refused.status_code, refused.text) == (401, "who are you?")
    assert absent.status_code == 404
