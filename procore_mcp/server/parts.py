"""What a request needs beside this process, for the readiness probe."""

from __future__ import annotations

from collections.abc import Mapping

import anyio.to_thread

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.server.probes import Check
from procore_mcp.state.protocol import State

_KEY = "readiness"


def parts_of(state: State, catalog: Catalog) -> Mapping[str, Check]:
    """The state store answers; every tool file can be read. Settings were checked at the start."""

    async def store() -> None:
        await state.get(_KEY)

    async def tools() -> None:
        await anyio.to_thread.run_sync(len, catalog.tools)

    return {"state": store, "tools": tools}
