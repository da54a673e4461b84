"""A server with one tool that does what a test says."""

from __future__ import annotations

import mcp_types
from mcp import Client

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import Consent
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from tests.server.eras import Era
from tests.server.fake_engine import SESSION, Act, Arguments, FakeEngine
from tests.server.fake_site import KEY


def with_act(act: Act, *, era: Era = "auto", calls_at_once: int = 32) -> Client:
    """A client of a server that lists nothing and knows one tool, `run_act`."""
    engine = FakeEngine({"run_act": act})
    server = build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[KEY], calls_at_once=calls_at_once)
    return Client(server, mode=era)


def answering(data: dict[str, object]) -> Act:
    async def act(arguments: Arguments, consent: Consent) -> Answer:
        return Answer(data)  # type: ignore[arg-type]  # tests may give what JSON does not know

    return act


def raising(error: BaseException) -> Act:
    async def act(arguments: Arguments, consent: Consent) -> Answer:
        raise error

    return act


def text_of(result: mcp_types.CallToolResult) -> str:
    assert isinstance(result.content[0], mcp_types.TextContent)
    return result.content[0].text
