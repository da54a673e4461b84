"""The simulated Procore inside this process, for `--demo`."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from procore_mcp.simulator.serving import running
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world


def new_simulator() -> Simulator:
    """The demo job as of today."""
    return Simulator(build_world(seed=1, today=dt.datetime.now(dt.UTC).date()), time.time)


@asynccontextmanager
async def demo_company() -> AsyncGenerator[dict[str, Any]]:
    """Settings that lead to a simulated Procore on loopback ports; it forgets everything when the block is left."""
    async with running(new_simulator()) as facts:
        yield {
            "api_url": facts.api_url,
            "login_url": facts.login_url,
            "client_id": facts.client_id,
            "client_secret": facts.client_secret,
            "access_token": facts.access_token,
            "encryption_key": secrets.token_urlsafe(32),
            "company_id": facts.company_id,
            "project_id": facts.project_id,
            "state_url": "sqlite://",
        }
