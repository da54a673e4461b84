"""Puts a simulator on three real ports and tells what a client needs to know."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio

from procore_mcp.simulator.introduction import Facts, introduce
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.sockets import PortServer, bind, url_of

_STOPPING = 5  # seconds; a server looks ten times a second whether it should end


@asynccontextmanager
async def running(simulator: Simulator, host: str = "127.0.0.1", port: int = 0) -> AsyncGenerator[Facts]:
    """Serves api, login and storage for as long as the block runs; links point at the ports it took.

    `port` is the api's; the other two, and 0, take free ones. Yields the facts: addresses, client, a signed-in
    person's tokens, company and project. Raises OSError when the port is taken.
    """
    apps = (simulator.api_app, simulator.login_app, simulator.storage_app)
    async with AsyncExitStack() as stack:
        sockets = [stack.enter_context(bind(host, number)) for number in (port, 0, 0)]
        origins = simulator.origins
        origins.api, origins.login, origins.storage = map(url_of, sockets)
        servers = [PortServer(app) for app in apps]
        # Plain tasks: a task group would wrap whatever the caller's block raises in an exception group.
        tasks = [asyncio.create_task(server.serve([bound])) for server, bound in zip(servers, sockets, strict=True)]
        for server in servers:
            await server.ready.wait()
        sending = asyncio.create_task(simulator.outbox.keep_sending())
        try:
            yield introduce(simulator)
        finally:
            sending.cancel()
            for server in servers:
                server.stop()
            with anyio.move_on_after(_STOPPING, shield=True):
                await asyncio.gather(*tasks)
