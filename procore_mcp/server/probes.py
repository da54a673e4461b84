"""What whoever watches a process may ask: is it alive, and should it get requests."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Scope

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.drain import Drain

ALIVE: Final = "/healthz"
READY: Final = "/readyz"
PATIENCE = 2.0  # seconds for each part

_log = logging.getLogger(__name__)
Check = Callable[[], Awaitable[object]]


def is_probe(scope: Scope) -> bool:
    """Probes name a process by its bare address, and go on while it leaves."""
    return scope["path"] in {ALIVE, READY}


@dataclass(frozen=True, slots=True)
class Probes:
    """`parts` are what a request needs, by name; a check that raises, or is slower than PATIENCE, is a part that fails.

    Anybody can read the answers, so causes go to the log alone.
    """

    parts: Mapping[str, Check] = field(default_factory=dict[str, Check])

    def routes(self, drain: Drain) -> list[Route]:
        async def alive(_request: Request) -> Response:
            return JSONResponse({"status": "ok"})

        async def ready(_request: Request) -> Response:
            if drain.is_leaving:
                return JSONResponse({"status": "leaving"}, 503)
            told = await self.examined()
            fails = any(state != "ok" for state in told.values())
            return JSONResponse({"status": "failing" if fails else "ok", "parts": told}, 503 if fails else 200)

        return [Route(ALIVE, alive), Route(READY, ready)]

    async def examined(self) -> dict[str, str]:
        """`ok`, or the kind of what is wrong, for each part."""
        told: dict[str, str] = {}

        async def examine(name: str, check: Check) -> None:
            told[name] = await _state(name, check)

        async with anyio.create_task_group() as group:
            for name, check in self.parts.items():
                group.start_soon(examine, name, check)
        return {name: told[name] for name in self.parts}


async def _state(name: str, check: Check) -> str:
    try:
        with anyio.fail_after(PATIENCE):
            await check()
    except TimeoutError:
        _log.warning("Not ready: %s gave no sign within %g s", name, PATIENCE)
        return "TOO_SLOW"
    except ProcoreMcpError as error:
        _log.warning("Not ready: %s: %s", name, error.message)
        return error.kind
    except Exception:  # noqa: BLE001 - whatever it is, the part does not work, and the log has it
        _log.exception("Not ready: %s", name)
        return "UNEXPECTED_ERROR"
    return "ok"
