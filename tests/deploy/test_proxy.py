"""deploy/Caddyfile at work in front of real processes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import httpx2
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from procore_mcp.api.clock import SystemClock
from procore_mcp.simulator.world import build_world
from tests.deploy.company import Company, open_company
from tests.deploy.proxy import free_port, proxied
from tests.e2e.assistant import Assistant
from tests.e2e.conftest import NOON
from tests.e2e.site import open_site
from tests.e2e.told import tell

PATIENCE = 60.0  # seconds


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """For the company, which outlives a test."""
    return "asyncio"


@pytest.fixture(scope="module")
async def company(anyio_backend: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Company]:
    """One replica of it has left after the last test."""
    world = build_world(1, NOON.date())
    async with (
        open_site(world, SystemClock()) as site,
        open_company(site, tmp_path_factory.mktemp("company")) as company,
    ):
        await ready(company.url)
        yield company


async def ready(url: str) -> None:
    """Until the proxy has somebody to send requests to."""
    with anyio.fail_after(PATIENCE):
        async with httpx2.AsyncClient(base_url=url, trust_env=False, timeout=PATIENCE) as http:
            while (await http.get("/.well-known/oauth-authorization-server")).status_code != 200:
                pass


@pytest.mark.anyio
async def test_a_person_signs_in_and_both_replicas_answer(company: Company) -> None:
    facts = company.site.facts
    address = f"{company.url}/mcp/c/{facts.company_id}/p/{facts.project_id}"
    with anyio.fail_after(PATIENCE):
        async with company.browser() as browser, Assistant(browser, address).connected() as client:
            calls = 0
            while not all(replica.lines("calls") for replica in company.replicas):
                assert (await tell(client, "list_rfis", {"page_size": 2})).items
                calls += 1
    assert sum(len(replica.lines("calls")) for replica in company.replicas) == calls
    requests = [line for replica in company.replicas for line in replica.lines("http")]
    assert {line["source"] for line in requests} == {"127.0.0.1"}
    assert all(len(line["request_id"]) == 36 for line in requests), "the proxy's own ids"


@pytest.mark.anyio
async def test_probes_are_not_for_the_world_and_a_spoofed_source_is_not_believed(company: Company) -> None:
    async with httpx2.AsyncClient(base_url=company.url, trust_env=False) as http:
        assert (await http.get("/readyz")).status_code == 404
        spoofed = await http.get("/oauth/nothing", headers={"x-forwarded-for": "9.9.9.9", "x-request-id": "mine-12345"})
    assert spoofed.headers["x-request-id"] != "mine-12345"
    sources = {line["source"] for replica in company.replicas for line in replica.lines("http")}
    assert sources == {"127.0.0.1"}


@pytest.mark.anyio
async def test_a_stream_passes_piece_by_piece(tmp_path: Path) -> None:
    heard = anyio.Event()

    async def stream(_request: Request) -> Response:
        async def pieces() -> AsyncIterator[bytes]:
            yield b"data: first\n\n"
            await heard.wait()
            yield b"data: second\n\n"

        return StreamingResponse(pieces(), media_type="text/event-stream")

    async def well(_request: Request) -> Response:
        return PlainTextResponse("ok")

    app = Starlette(routes=[Route("/mcp", stream, methods=["POST"]), Route("/readyz", well)])
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        serving = asyncio.create_task(server.serve([listener]))
        url = f"http://127.0.0.1:{free_port()}"
        with anyio.fail_after(PATIENCE):
            async with (
                proxied(url, [f"127.0.0.1:{listener.getsockname()[1]}"], tmp_path),
                httpx2.AsyncClient(trust_env=False) as http,
                http.stream("POST", f"{url}/mcp") as answer,
            ):
                pieces = answer.aiter_text()
                first = await anext(pieces)
                heard.set()
                rest = "".join([piece async for piece in pieces])
            server.should_exit = True
            await serving
    assert (first, rest) == ("data: first\n\n", "data: second\n\n")


@pytest.mark.anyio
async def test_a_replica_leaves_in_the_midst_of_work_and_nobody_notices(company: Company) -> None:
    leaving = company.replicas[0]
    with anyio.fail_after(PATIENCE):
        async with company.browser() as browser, Assistant(browser, f"{company.url}/mcp").connected() as client:
            answers = [await tell(client, "show_my_profile")]
            leaving.stop()
            while leaving.process.returncode is None:
                answers.append(await tell(client, "show_my_profile"))
            answers += [await tell(client, "show_my_profile") for _ in range(4)]
    assert leaving.process.returncode == 0
    assert all(answer.record["id"] for answer in answers)
