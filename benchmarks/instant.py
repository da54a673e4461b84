"""Our server in front of a Procore that answers at once, so that only our own work is measured."""

from __future__ import annotations

import json
import secrets
import sys

import anyio

from procore_mcp.api.messages import Download, Request, Response
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.select import select
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.server.app import build_server
from procore_mcp.server.http import serve_http
from procore_mcp.server.sessions import OneUser
from procore_mcp.state.open import open_state

_RECORD = {
    "id": 7,
    "subject": "Anchor bolts at grid C/4",
    "status": "open",
    "questions": [{"id": 1, "plain_text_body": "?"}],
}


class InstantProcore:
    """A sender without a network."""

    async def send(self, request: Request) -> Response:
        return Response(200, {"content-type": "application/json"}, json.dumps(_RECORD).encode())

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        raise NotImplementedError


async def main() -> None:
    """`python -m benchmarks.instant PORT`."""
    catalog = load_catalog()
    session = Session("bench", InstantProcore(), company_id=1, project_id=2)
    server = build_server(
        Engine(catalog, open_state("sqlite://")),
        OneUser(session),
        surface=select(catalog),
        request_state_keys=[secrets.token_bytes(32)],
    )
    await serve_http(server, port=int(sys.argv[1]), on_ready=lambda _address: None)


if __name__ == "__main__":
    anyio.run(main, backend_options={"use_uvloop": True})
