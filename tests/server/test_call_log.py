"""What the log says of calls and writes, and what it never says."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest
from mcp import Client
from mcp.client.streamable_http import streamable_http_client

from procore_mcp.api.messages import Request, Response
from procore_mcp.catalog.load import load_catalog
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.errors import OutcomeUnknown, ProcoreMcpError
from procore_mcp.events import Exchanged, Refreshed, Waited
from procore_mcp.server.app import build_server
from procore_mcp.server.call_log import log_event
from procore_mcp.server.http import http_app
from procore_mcp.server.log import configure_logging
from procore_mcp.server.sessions import OneUser
from procore_mcp.state.open import open_state
from tests.engine.canned import CannedProcore
from tests.server.eras import ERAS, Era
from tests.server.fake_site import KEY
from tests.server.test_http import ACCEPT, HERE, INITIALIZE

RFIS = "/rest/v1.0/projects/42/rfis"
UPDATE = {"rfi_id": 5, "subject": "a secret matter"}


class Lines(io.StringIO):
    def of(self, logger: str) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in self.getvalue().splitlines()]
        return [line for line in lines if line["logger"] == f"procore_mcp.{logger}"]


@pytest.fixture
def log() -> Iterator[Lines]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()
    lines = Lines()
    configure_logging("debug", lines, log_format="json")
    for name in ("mcp", "asyncio", "httpx2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    yield lines
    root.handlers[:] = before
    root.setLevel(level)


class Numbered(CannedProcore):
    """Gives each of its answers an id, or breaks."""

    breaks: ProcoreMcpError | None = None

    async def send(self, request: Request) -> Response:
        if self.breaks:
            raise self.breaks
        answer = await super().send(request)
        return Response(200, {"x-request-id": f"procore-{len(self.sent)}"}, answer.content)


@asynccontextmanager
async def client_of(procore: CannedProcore, era: Era = "auto", **headers: str) -> AsyncGenerator[Client]:
    session = Session("ada", procore, company_id=7, project_id=42, confirm="never")
    engine = Engine(load_catalog(), open_state("sqlite://"), log_event)
    server = build_server(engine, OneUser(session), surface=(), request_state_keys=[KEY], watch=log_event)
    transport = httpx2.ASGITransport(app=http_app(server))
    async with (
        server.session_manager.run(),
        httpx2.AsyncClient(transport=transport, headers=headers) as http,
        Client(streamable_http_client(f"{HERE}/mcp", http_client=http), mode=era) as client,
    ):
        yield client


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_call_is_one_line_with_who_what_and_how_long(era: Era, log: Lines) -> None:
    async with client_of(Numbered({RFIS: []}), era, **{"x-request-id": "edge-12345678"}) as client:
        await client.call_tool("list_rfis", {"search": "a secret matter"})
    (line,) = log.of("calls")
    assert (line["tool"], line["safety"], line["user"], line["outcome"]) == ("list_rfis", "read", "ada", "ok")
    assert line["client"].startswith("mcp/")
    assert line["duration_ms"] >= 0
    assert line["request_id"] == "edge-12345678"
    assert log.of("audit") == []
    assert "secret matter" not in log.getvalue()


@pytest.mark.anyio
async def test_a_write_leaves_one_audit_line_with_the_record(log: Lines) -> None:
    procore = Numbered({f"{RFIS}/5": {"id": 5, "subject": "a secret matter"}})
    async with client_of(procore) as client:
        await client.call_tool("run_update", {"tool": "update_rfi", "arguments": UPDATE})
    (line,) = log.of("audit")
    told = {name: value for name, value in line.items() if name not in {"time", "client", "request_id"}}
    assert told == {
        "level": "info",
        "logger": "procore_mcp.audit",
        "message": "write",
        "user": "ada",
        "tool": "update_rfi",
        "safety": "commit",
        "company_id": 7,
        "project_id": 42,
        "record_id": 5,
        "outcome": "ok",
        "procore_request_id": "procore-1",
    }
    (call,) = log.of("calls")
    assert (call["tool"], call["request_id"]) == ("run_update", line["request_id"])
    assert "secret matter" not in log.getvalue()


@pytest.mark.anyio
async def test_a_write_whose_answer_was_lost_is_in_the_audit_too(log: Lines) -> None:
    procore = Numbered()
    procore.breaks = OutcomeUnknown("The answer was lost.")
    async with client_of(procore) as client:
        await client.call_tool("update_rfi", UPDATE)
    (line,), (call,) = log.of("audit"), log.of("calls")
    assert (line["outcome"], line["record_id"], call["outcome"]) == ("OUTCOME_UNKNOWN", 5, "OUTCOME_UNKNOWN")


@pytest.mark.anyio
async def test_a_call_that_never_reached_procore_says_why(log: Lines) -> None:
    async with client_of(Numbered()) as client:
        await client.call_tool("list_rfis", {"colour": "red"})
    (call,) = log.of("calls")
    assert call["outcome"] == "BAD_ARGUMENTS"
    assert "red" not in log.getvalue()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("given", "kept"),
    [("edge-12345678", True), ("short", False), ("x" * 129, False), ("a b c d e f g", False), ("", False)],
)
async def test_a_request_id_is_taken_from_the_proxy_if_it_is_one(given: str, kept: bool) -> None:
    server = build_server(
        Engine(load_catalog(), open_state("sqlite://")),
        OneUser(Session("ada", Numbered())),
        surface=(),
        request_state_keys=[KEY],
    )
    transport = httpx2.ASGITransport(app=http_app(server))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        answer = await http.post("/mcp", json=INITIALIZE, headers={**ACCEPT, "x-request-id": given})
    assert (answer.headers["x-request-id"] == given) is kept
    assert len(answer.headers["x-request-id"]) >= 8


@pytest.mark.anyio
async def test_queries_and_probes_stay_out_of_the_log(log: Lines) -> None:
    server = build_server(
        Engine(load_catalog(), open_state("sqlite://")),
        OneUser(Session("ada", Numbered())),
        surface=(),
        request_state_keys=[KEY],
    )
    transport = httpx2.ASGITransport(app=http_app(server))
    async with httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        await http.get("/healthz")
        await http.get("/oauth/callback?code=s3cr3t")
    (line,) = log.of("http")
    assert (line["http_method"], line["path"], line["status"]) == ("GET", "/oauth/callback", 404)
    assert "s3cr3t" not in log.getvalue()


def test_requests_outside_of_a_call_are_told_without_one(log: Lines) -> None:
    log_event(Exchanged("GET", "api.procore.com", 200, began_at=0.0, seconds=0.25, request_id="procore-1"))
    (line,) = log.of("procore")
    assert (line["level"], line["status"], line["procore_request_id"]) == ("debug", 200, "procore-1")


def test_long_waits_and_renewals_are_told(log: Lines) -> None:
    log_event(Waited(began_at=0.0, seconds=0.5))
    log_event(Waited(began_at=0.0, seconds=2.0))
    log_event(Refreshed("renewed", began_at=0.0, seconds=0.25))
    log_event(Refreshed("refused", began_at=0.0, seconds=0.25))
    assert [(line["level"], line["message"], line["duration_ms"]) for line in log.of("procore")] == [
        ("info", "waited for the rate limit", 2000),
        ("info", "sign-in renewed", 250),
        ("warning", "sign-in refused", 250),
    ]
