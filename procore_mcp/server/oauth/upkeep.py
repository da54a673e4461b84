"""What nobody's request does: sign-ins that lead nowhere any more are given back."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import NoReturn

import anyio

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.oauth.sign_ins import SignIns
from procore_mcp.state.protocol import State

EVERY = 600.0  # seconds
_TURN = "oauth:upkeep"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upkeep:
    """Of several replicas one does it, whichever comes first. `clock` gives Unix seconds."""

    sign_ins: SignIns
    state: State
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]] = anyio.sleep

    async def run(self) -> NoReturn:
        """Until it is cancelled; what fails is tried again the next time."""
        while True:
            await self.sleep(EVERY)
            try:
                if await self.state.swap(_TURN, None, b"taken", ttl=EVERY / 2):
                    await self.sign_ins.tidy(self.clock())
            except ProcoreMcpError as problem:
                _log.warning("Old sign-ins could not be looked through: %s", problem.message)
            except Exception:  # noqa: BLE001 - the server goes on, whatever it was
                _log.exception("Old sign-ins could not be looked through")
