"""The way in that a client takes: its session, our server, the real client of Procore, and the recorder behind it."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
from mcp import Client
from mcp_types import CallToolResult, TextContent

from procore_mcp.api.client import Client as ProcoreClient
from procore_mcp.api.clock import SystemClock
from procore_mcp.api.pacer import Pacer
from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.tool import Tool
from procore_mcp.config.environment import Environment
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.server.app import build_server
from procore_mcp.server.sessions import OneUser
from procore_mcp.state.open import open_state
from tests.roundtrip.recorder import Recorder
from tests.roundtrip.sent import Sent

COMPANY, PROJECT = 910_001, 920_002
_KEY = b"seals what the round trip never asks"
_PROCORE = Environment("production", "https://api.procore.com", "https://login.procore.com", ("procore.com",))


@dataclass
class Door:
    """`listed` are the schemas of tools/list; what is not listed is described by, and run through, other tools."""

    client: Client
    recorder: Recorder
    listed: dict[str, Mapping[str, Any]] = field(default_factory=dict)

    async def list_tools(self) -> None:
        cursor = None
        while True:
            page = await self.client.list_tools(cursor=cursor)
            self.listed |= {tool.name: tool.input_schema for tool in page.tools}
            cursor = page.next_cursor
            if cursor is None:
                return

    async def schema(self, name: str) -> Mapping[str, Any]:
        if name not in self.listed:
            found = await self.client.call_tool("describe_tools", {"names": [name]})
            return found.structured_content["tools"][0]["input_schema"]
        return self.listed[name]

    async def call(self, name: str, arguments: Mapping[str, Any], executor: str) -> tuple[list[Sent], str | None]:
        """What was sent, and what a refusal says."""
        if name in self.listed:
            result = await self.client.call_tool(name, dict(arguments))
        else:
            result = await self.client.call_tool(executor, {"tool": name, "arguments": dict(arguments)})
        return self.recorder.take(), _refusal(result)


def _refusal(result: CallToolResult) -> str | None:
    if not result.is_error:
        return None
    text = next(part.text for part in result.content if isinstance(part, TextContent))
    return json.dumps(json.loads(text)["error"], ensure_ascii=False) if text.startswith("{") else text


@asynccontextmanager
async def open_door(catalog: Catalog, recorder: Recorder, surface: Sequence[Tool]) -> AsyncGenerator[Door]:
    clock = SystemClock()
    state = open_state("sqlite://", clock=clock.now)
    async with httpx2.AsyncClient(transport=httpx2.MockTransport(recorder)) as http:
        procore = ProcoreClient(http, _PROCORE, None, Pacer(clock), clock)
        session = Session("ana", procore, company_id=COMPANY, project_id=PROJECT, confirm="never")
        server = build_server(Engine(catalog, state), OneUser(session), surface=surface, request_state_keys=[_KEY])
        async with Client(server) as client:
            door = Door(client, recorder)
            await door.list_tools()
            yield door
    await state.aclose()
