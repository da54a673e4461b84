"""How a process leaves."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2
import pytest

from procore_mcp.server.drain import Drain
from procore_mcp.server.http import http_app
from procore_mcp.server.process import Process
from procore_mcp.server.site import Site, shared_drain
from tests.server.fake_site import fake_server
from tests.server.test_http import ACCEPT, HERE, INITIALIZE


@dataclass
class Hand:
    """A clock that a test moves."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_serves_on_until_whoever_sends_requests_has_heard() -> None:
    hand = Hand()
    drain = Drain(settle=5, grace=60, clock=hand)
    assert (drain.is_leaving, drain.refuses, drain.is_over) == (False, False, False)
    drain.begin()
    assert (drain.is_leaving, drain.refuses, drain.is_over) == (True, False, False)
    hand.now += 5
    assert (drain.refuses, drain.is_over) == (True, True)


def test_it_waits_for_what_runs_but_not_for_ever() -> None:
    hand = Hand()
    drain = Drain(settle=5, grace=60, clock=hand, running=1)
    drain.begin()
    hand.now += 5
    drain.begin()  # another signal does not begin again
    assert (drain.refuses, drain.is_over) == (True, False)
    hand.now += 60
    assert drain.is_over


def test_a_shared_process_gives_proxies_and_calls_their_time() -> None:
    assert (shared_drain().settle, shared_drain().grace) == (5.0, 75.0)


@pytest.mark.anyio
async def test_while_it_settles_every_answer_ends_its_connection() -> None:
    hand = Hand()
    drain = Drain(settle=5, clock=hand)
    server = fake_server()
    transport = httpx2.ASGITransport(app=http_app(server, Site(drain=drain)))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        before = await http.post("/mcp", json=INITIALIZE, headers=ACCEPT)
        drain.begin()
        settling = await http.post("/mcp", json=INITIALIZE, headers=ACCEPT)
        hand.now += 5
        refused = await http.post("/mcp", json=INITIALIZE, headers=ACCEPT)
    told = [(answer.status_code, answer.headers.get("connection")) for answer in (before, settling, refused)]
    assert told == [(200, "keep-alive"), (200, "close"), (503, "close")]
    assert refused.headers["retry-after"] == "1"
    assert drain.running == 0


@pytest.mark.anyio
async def test_the_second_signal_ends_it_at_once() -> None:
    drain = Drain(grace=60, running=1)
    process = Process(http_app(fake_server()), drain)
    process.handle_exit(15, None)
    assert (drain.is_leaving, process.should_exit) == (True, False)
    process.handle_exit(15, None)
    assert process.should_exit
    assert process.force_exit
