"""A Procore that gives canned answers, and remembers what it was sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from procore_mcp.api.messages import Download, Request, Response
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.safety import Safety
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.state.open import open_state


@dataclass
class CannedProcore:
    """`answers` maps a path to the record that it gives; `files` maps a link to its bytes."""

    answers: Mapping[str, object] = field(default_factory=dict[str, object])
    files: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    sent: list[Request] = field(default_factory=list[Request])
    fetched: list[str] = field(default_factory=list[str])

    async def send(self, request: Request) -> Response:
        self.sent.append(request)
        return Response(200, self.headers, json.dumps(self.answers[request.path]).encode())

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        self.fetched.append(link)
        return Download(self.files[link], None, "from-storage.txt")


def engine() -> Engine:
    return Engine(load_catalog(), open_state("sqlite://"))


def session(procore: CannedProcore, **more: Any) -> Session:
    facts: dict[str, Any] = {"user": "ada", "company_id": 7, "project_id": 42, **more}
    return Session(sender=procore, **facts)


READ_ONLY: dict[str, Any] = {"allow": Safety.READ}
