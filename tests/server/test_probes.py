"""What whoever watches a process is told."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import anyio
import httpx2
import pytest

from procore_mcp.catalog.load import load_catalog
from procore_mcp.errors import BadSetting
from procore_mcp.server import probes
from procore_mcp.server.drain import Drain
from procore_mcp.server.http import http_app
from procore_mcp.server.parts import parts_of
from procore_mcp.server.probes import Check, Probes
from procore_mcp.server.site import Site
from procore_mcp.state.open import open_state
from tests.server.fake_site import fake_server
from tests.server.test_http import HERE


async def ready(parts: Mapping[str, Check], drain: Drain | None = None) -> tuple[int, object]:
    app = http_app(fake_server(), Site(probes=Probes(parts), drain=drain or Drain()))
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=HERE) as http:
        answer = await http.get("/readyz")
    return answer.status_code, answer.json()


async def works() -> None:
    pass


async def fails() -> None:
    raise BadSetting("redis://:hunter2@db cannot be reached.")


async def breaks() -> None:
    raise RuntimeError("postgres://user:hunter2@db")


@pytest.mark.anyio
async def test_a_real_store_and_the_real_tools_are_ready() -> None:
    state = open_state("sqlite://")
    assert await ready(parts_of(state, load_catalog())) == (
        200,
        {"status": "ok", "parts": {"state": "ok", "tools": "ok"}},
    )
    await state.aclose()


@pytest.mark.anyio
async def test_the_part_that_fails_is_named_and_its_secrets_are_not(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        status, told = await ready({"tools": works, "state": fails, "vault": breaks})
    parts = {"tools": "ok", "state": "BAD_SETTING", "vault": "UNEXPECTED_ERROR"}
    assert (status, told) == (503, {"status": "failing", "parts": parts})
    assert "hunter2" not in str(told)
    assert "Not ready: vault" in caplog.text


@pytest.mark.anyio
async def test_a_part_that_gives_no_sign_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(probes, "PATIENCE", 0.0)
    status, told = await ready({"state": anyio.sleep_forever})
    assert (status, told) == (503, {"status": "failing", "parts": {"state": "TOO_SLOW"}})


@pytest.mark.anyio
async def test_a_leaving_process_is_alive_and_not_ready() -> None:
    drain = Drain()
    drain.begin()
    assert await ready({"state": works}, drain) == (503, {"status": "leaving"})
