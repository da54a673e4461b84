from __future__ import annotations

import signal
import socket

import anyio
import httpx2
import mcp_types
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client

from procore_mcp.errors import BadSetting
from procore_mcp.server.http import http_app, serve_http
from procore_mcp.server.site import Site
from tests.server.eras import ERAS, Era
from tests.server.fake_process import over_http
from tests.server.fake_site import fake_server
from tests.server.test_consent import YES, Person

HERE = "http://127.0.0.1:8000"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-11-25",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_clients_of_both_eras_list_and_call_over_http(era: Era) -> None:
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server))
    async with (
        server.session_manager.run(),
        httpx2.AsyncClient(transport=transport) as http,
        Client(streamable_http_client(f"{HERE}/mcp", http_client=http), mode=era) as client,
    ):
        assert len((await client.list_tools()).tools) == 6
        said = await client.call_tool("say_back", {"subject": "hello"})
        with pytest.raises(MCPError) as failure:
            await client.call_tool("crash_now", {})
    assert said.structured_content == {"said": "hello"}
    assert failure.value.code == mcp_types.INTERNAL_ERROR
    assert "hunter2" not in str(failure.value.error)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"host": "localhost:8000"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example:8000"}, 421),
        ({"origin": "http://localhost:6274"}, 200),
        ({"origin": "https://evil.example"}, 403),
        ({"accept": "application/json"}, 406),
        ({"content-type": "text/plain"}, 400),
    ],
)
async def test_only_pages_and_programs_of_this_machine_are_served(headers: dict[str, str], status: int) -> None:
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        answer = await http.post("/mcp", json=INITIALIZE, headers={**ACCEPT, **headers})
    assert answer.status_code == status


@pytest.mark.anyio
async def test_there_is_a_sign_of_life_and_no_standing_stream() -> None:
    transport = httpx2.ASGITransport(app=http_app(fake_server()))
    async with httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        alive = await http.get("/healthz")
        stream = await http.get("/mcp", headers={"accept": "text/event-stream"})
    assert (alive.status_code, alive.json()) == (200, {"status": "ok"})
    assert (stream.status_code, stream.headers["allow"]) == (405, "POST, DELETE")


@pytest.mark.anyio
async def test_a_body_without_end_is_refused() -> None:
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        answer = await http.post("/mcp", content=b" " * (32 * 1024 * 1024 + 1), headers=ACCEPT)
    assert answer.status_code == 413


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "procore.example"])
async def test_a_host_that_others_can_reach_is_refused_with_the_reason(host: str) -> None:
    with pytest.raises(BadSetting, match="asks nobody to sign in") as refusal:
        await serve_http(fake_server(), host=host, port=0, on_ready=print)
    assert "127.0.0.1" in str(refusal.value.hint)


@pytest.mark.anyio
async def test_a_host_that_is_no_address_of_this_machine_is_named() -> None:
    site = Site(gate=lambda app: app)
    with pytest.raises(BadSetting, match=r"--host nowhere\.invalid is no address of this machine"):
        await serve_http(fake_server(), host="nowhere.invalid", port=0, on_ready=print, site=site)


@pytest.mark.anyio
async def test_a_port_that_is_taken_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(BadSetting, match=f"Port {port} on 127.0.0.1 cannot be used"):
            await serve_http(fake_server(), port=port, on_ready=print)


@pytest.mark.anyio
async def test_a_process_serves_both_eras_on_a_real_port_and_asks() -> None:
    with anyio.fail_after(60):
        async with over_http() as (address, _, _):
            for era in ERAS:
                person = Person(YES)
                async with Client(address, mode=era, elicitation_callback=person) as client:
                    closed = await client.call_tool("close_rfi", {"subject": "7"})
                assert closed.structured_content == {"closed": "7"}
                assert len(person.asked) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_running_call_is_answered_before_the_process_ends_in_good_order(era: Era) -> None:
    """Exit code 0 shows that the caller of serve_http had the last word, not the signal."""
    heard: list[object] = []

    async def call(client: Client) -> None:
        heard.append((await client.call_tool("wait_for_line", {})).structured_content)

    with anyio.fail_after(60):
        async with over_http() as (address, process, lines), Client(address, mode=era) as client:
            assert process.stdin is not None
            await client.list_tools()  # the client would do so after the call, and nobody listens any more then
            async with anyio.create_task_group() as calls:
                calls.start_soon(call, client)
                await lines.receive_until(b"waiting\n", 100)
                process.send_signal(signal.SIGTERM)
                await until_refused(address)
                await process.stdin.send(b"go on\n")
            assert await process.wait() == 0
    assert heard == [{"heard": "go on\n"}]


async def until_refused(address: str) -> None:
    """New requests are refused from the moment the shutdown begins, and whoever watches is told."""
    origin = address.strip().removesuffix("/mcp")
    async with httpx2.AsyncClient(base_url=origin) as http:
        while (refused := await http.post("/mcp", json=INITIALIZE, headers=ACCEPT)).status_code == 200:
            await http.delete("/mcp", headers={"mcp-session-id": refused.headers["mcp-session-id"]})
        ready, alive = await http.get("/readyz"), await http.get("/healthz")
    assert (refused.status_code, refused.headers["retry-after"], refused.headers["connection"]) == (503, "1", "close")
    assert refused.json()["error"]["kind"] == "SHUTTING_DOWN"
    assert (ready.status_code, ready.json(), alive.status_code) == (503, {"status": "leaving"}, 200)


@pytest.mark.anyio
async def test_upkeep_runs_as_long_as_the_application_does() -> None:
    told: list[str] = []

    async def upkeep() -> None:
        told.append("begun")
        try:
            await anyio.sleep_forever()
        finally:
            told.append("ended")

    app = http_app(fake_server(), Site(upkeep=upkeep))
    async with app.router.lifespan_context(app):
        await anyio.wait_all_tasks_blocked()
        assert told == ["begun"]
    assert told == ["begun", "ended"]
