"""The server of many people, in front of a Procore that answers at once: `python -m benchmarks.instant_for_all PORT`.

Settings come from the environment; whoever starts it puts tokens into the same state.
"""

from __future__ import annotations

import sys

import anyio

from benchmarks.instant import InstantProcore
from procore_mcp.config.settings import load_settings
from procore_mcp.engine.session import Session
from procore_mcp.server.app import build_server
from procore_mcp.server.hosts import this_machine
from procore_mcp.server.http import serve_http
from procore_mcp.server.oauth.callers import Callers
from procore_mcp.server.site import Site
from procore_mcp.wiring_for_all import wired_for_all


def _session(user: str) -> Session:
    return Session(user, InstantProcore(), company_id=1, project_id=2)


async def main() -> None:
    async with wired_for_all(load_settings()) as parts:
        callers = Callers(_session, parts.authorization.sign_ins.end_if_over)
        server = build_server(parts.engine, callers, surface=parts.surface, request_state_keys=parts.question_keys)
        site = Site(known=this_machine(), gate=parts.authorization.gate, routes=parts.authorization.routes())
        await serve_http(server, port=int(sys.argv[1]), on_ready=lambda _address: None, site=site)


if __name__ == "__main__":
    anyio.run(main, backend_options={"use_uvloop": True})
