"""The simulator on real ports, where a cut connection is a cut connection."""

from __future__ import annotations

import socket

import anyio
import anyio.lowlevel
import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.simulator import Simulator


def a_client(facts: Facts) -> httpx2.AsyncClient:
    headers = {"Authorization": f"Bearer {facts.access_token}", "Procore-Company-Id": str(facts.company_id)}
    return httpx2.AsyncClient(base_url=facts.api_url, headers=headers, timeout=5)


def rfis(facts: Facts) -> str:
    return f"/rest/v1.0/projects/{facts.project_id}/rfis"


def an_rfi(facts: Facts) -> dict[str, object]:
    return {"rfi": {"subject": "S", "question": {"body": "Q"}, "rfi_manager_id": facts.user_id, "draft": True}}


@pytest.mark.anyio
async def test_three_hosts_answer_and_links_lead_through_them(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts, a_client(facts) as client:
            listed = await client.get(
                f"/rest/v1.0/projects/{facts.project_id}/documents?filters[document_type]=file&per_page=1"
            )
            assert facts.api_url in listed.headers["Link"]
            url = listed.json()[0]["file"]["current_version"]["url"]
            assert url.startswith(facts.api_url)
            moved = await client.get(url)
            assert moved.headers["Location"].startswith(facts.storage_url)
            async with httpx2.AsyncClient() as stranger:
                content = await stranger.get(moved.headers["Location"])
                assert content.content.startswith(b"%PDF")
                info = {"Authorization": f"Bearer {facts.access_token}"}
                assert (await stranger.get(f"{facts.login_url}/oauth/token/info", headers=info)).status_code == 200


@pytest.mark.anyio
@pytest.mark.parametrize(("drop", "created"), [("before_commit", 0), ("after_commit", 1)])
async def test_a_dropped_connection_ends_without_an_answer(drop: str, created: int, simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts, a_client(facts) as client:
            before = int((await client.get(rfis(facts))).headers["Total"])
            simulator.faults.add(("POST", ".*"), drop=drop)
            with pytest.raises(httpx2.TransportError):
                await client.post(rfis(facts), json=an_rfi(facts))
            assert int((await client.get(rfis(facts))).headers["Total"]) == before + created


@pytest.mark.anyio
async def test_a_bare_socket_sees_the_end_of_the_stream_and_nothing_before_it(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts:
            simulator.faults.add(("GET", ".*"), drop="before_commit")
            host, port = facts.api_url.removeprefix("http://").split(":")
            async with await anyio.connect_tcp(host, int(port)) as stream:
                await stream.send(b"GET /rest/v1.0/me HTTP/1.1\r\nHost: x\r\n\r\n")
                with pytest.raises((anyio.EndOfStream, anyio.BrokenResourceError)):
                    await stream.receive()


@pytest.mark.anyio
async def test_a_truncated_answer_breaks_off(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts, a_client(facts) as client:
            simulator.faults.add(("GET", ".*"), truncate=True)
            with pytest.raises(httpx2.TransportError):
                await client.get(rfis(facts))
            assert (await client.get(rfis(facts))).status_code == 200


@pytest.mark.anyio
async def test_a_delayed_answer_runs_into_a_short_timeout(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts, a_client(facts) as client:
            simulator.faults.add(("GET", ".*"), delay=60)
            with pytest.raises(httpx2.ReadTimeout):
                await client.get(rfis(facts), timeout=0.05)


@pytest.mark.anyio
async def test_the_ports_are_free_again_afterwards(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts:
            port = int(facts.api_url.rpartition(":")[2])
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))


@pytest.mark.anyio
async def test_a_port_can_be_chosen_and_a_taken_one_is_an_error(simulator: Simulator) -> None:
    with anyio.fail_after(10), socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(OSError, match="in use"):
            async with running(simulator, port=other.getsockname()[1]):
                raise AssertionError("it must not start")


@pytest.mark.anyio
async def test_it_serves_ipv6_addresses_too(simulator: Simulator) -> None:
    with anyio.fail_after(10):
        async with running(simulator, host="::1") as facts, a_client(facts) as client:
            assert facts.api_url.startswith("http://[::1]:")
            assert (await client.get("/rest/v1.0/me")).status_code == 200


@pytest.mark.anyio
async def test_the_doors_advance_the_clock_for_another_process(simulator: Simulator, clock: SteppableClock) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts, a_client(facts) as client:
            before = clock()
            assert (await client.post("/_simulator/clock/advance", json={"seconds": 90})).status_code == 200
            assert clock() == before + 90


@pytest.mark.anyio
async def test_who_leaves_in_the_middle_of_a_body_leaves_no_traceback(
    simulator: Simulator, caplog: pytest.LogCaptureFixture
) -> None:
    with anyio.fail_after(10):
        async with running(simulator) as facts:
            token = f"Authorization: Bearer {facts.access_token}\r\nProcore-Company-Id: {facts.company_id}"
            head = f"POST /rest/v1.0/projects/{facts.project_id}/rfis HTTP/1.1\r\nHost: x\r\n{token}\r\n"
            stream = await anyio.connect_tcp("127.0.0.1", int(facts.api_url.rpartition(":")[2]))
            async with stream:
                await stream.send(f"{head}Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{{".encode())
                while not simulator.report.seen:
                    await anyio.lowlevel.checkpoint()
            async with a_client(facts) as client:
                assert (await client.get("/rest/v1.0/me")).status_code == 200
    assert not caplog.records
