"""The stage of the tour: a simulated Procore, a server over stdio, and a real MCP client in front of it."""

from __future__ import annotations

import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from mcp import Client, StdioServerParameters

from procore_mcp.cli.demo_company import new_simulator
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.simulator import Simulator


@dataclass(frozen=True, slots=True)
class Told:
    """What came back from one call, as the model would see it; `pictures` counts images."""

    failed: bool
    data: dict[str, Any]
    pictures: int


@dataclass(frozen=True, slots=True)
class Stage:
    """`simulator` is at hand for its faults; the client knows nothing of it."""

    client: Client
    simulator: Simulator

    async def call(self, tool: str, arguments: dict[str, Any]) -> Told:
        result = await self.client.call_tool(tool, arguments)
        pictures = sum(part.type == "image" for part in result.content)
        return Told(bool(result.is_error), cast("dict[str, Any]", result.structured_content or {}), pictures)


@asynccontextmanager
async def raised_stage() -> AsyncGenerator[Stage]:
    """Everything is ended and every file removed when the block is left."""
    simulator = new_simulator()
    with TemporaryDirectory(prefix="procore-mcp-demo-") as folder:
        async with running(simulator) as facts, Client(_server(facts, Path(folder))) as client:
            yield Stage(client, simulator)


def _server(facts: Facts, folder: Path) -> StdioServerParameters:
    settings = {
        "PROCORE_API_URL": facts.api_url,
        "PROCORE_LOGIN_URL": facts.login_url,
        "PROCORE_ACCESS_TOKEN": facts.access_token,
        "PROCORE_COMPANY_ID": str(facts.company_id),
        "PROCORE_PROJECT_ID": str(facts.project_id),
        "PROCORE_STATE_URL": f"sqlite:///{folder / 'state.sqlite3'}",
        "PROCORE_ALLOW": "write",
    }
    return StdioServerParameters(command=sys.executable, args=["-m", "procore_mcp", "serve"], env=settings)
