"""Under which names a server answers."""

from __future__ import annotations

import httpx2
import pytest
from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import ASGIApp

from procore_mcp.server.hosts import known_as
from procore_mcp.server.http import http_app
from procore_mcp.server.site import Site
from tests.server.fake_site import fake_server
from tests.server.test_http import ACCEPT, INITIALIZE

PUBLIC = "https://mcp.example.com"


async def status(known: TransportSecuritySettings, path: str = "/mcp", **headers: str) -> int:
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server, Site(known=known, gate=open_door)))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=PUBLIC) as http:
        return (await http.post(path, json=INITIALIZE, headers={**ACCEPT, **headers})).status_code


def open_door(app: ASGIApp) -> ASGIApp:
    return app


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("mcp.example.com", 200),
        ("mcp.example.com:443", 200),
        ("mcp.example.com:8443", 421),
        ("mcp.example.com.evil.example", 421),
        ("evil.example", 421),
        ("127.0.0.1:8000", 421),
        ("", 421),
    ],
)
async def test_a_public_server_answers_under_its_public_name_alone(host: str, wanted: int) -> None:
    assert await status(known_as(PUBLIC), host=host) == wanted


@pytest.mark.anyio
async def test_further_hosts_can_be_named() -> None:
    known = known_as(PUBLIC, ["internal.example.com:8443"])
    assert await status(known, host="internal.example.com:8443") == 200
    assert await status(known, host="internal.example.com") == 421
    assert await status(known, origin="https://internal.example.com:8443") == 200


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("origin", "wanted"),
    [
        (PUBLIC, 200),
        ("http://mcp.example.com", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
async def test_pages_of_other_origins_are_refused(origin: str, wanted: int) -> None:
    assert await status(known_as(PUBLIC), origin=origin) == wanted


@pytest.mark.anyio
async def test_a_port_of_its_own_belongs_to_the_name() -> None:
    known = known_as("https://mcp.example.com:8443")
    assert await status(known, host="mcp.example.com:8443", origin="https://mcp.example.com:8443") == 200
    assert await status(known, host="mcp.example.com") == 421


@pytest.mark.anyio
async def test_a_public_address_on_this_machine_is_known_under_each_of_its_names() -> None:
    known = known_as("http://localhost:8000")
    assert await status(known, host="127.0.0.1:8000") == 200
    assert await status(known, host="[::1]:8000") == 200
    assert await status(known, host="evil.example:8000") == 421


@pytest.mark.anyio
async def test_a_foreign_host_is_refused_at_every_path_but_the_probes() -> None:
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server, Site(known=known_as(PUBLIC))))
    async with httpx2.AsyncClient(transport=transport, base_url="http://10.1.2.3:8000") as http:
        assert (await http.get("/oauth/authorize")).status_code == 421
        assert (await http.get("/.well-known/oauth-authorization-server")).status_code == 421
        assert (await http.get("/healthz")).status_code == 200
        assert (await http.get("/readyz")).status_code == 200
