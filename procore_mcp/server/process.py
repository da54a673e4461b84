"""One process that serves, from its first request to its last."""

from __future__ import annotations

import signal
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from procore_mcp.server.drain import Drain

# Longer than proxies keep an idle connection, so that it is never us who closes one that they are about to use.
KEEP_ALIVE_SECONDS = 75
LAST_SECONDS = 2  # for answers whose last bytes are still on their way


class Process(uvicorn.Server):
    """Leaves by `drain` after the first signal, at once after the second, and then comes back to its caller.

    uvicorn itself would stop listening at the signal, and raise it once more when it is done, which ends the process
    before anything is closed.
    """

    def __init__(self, app: ASGIApp, drain: Drain, proxies: Sequence[str] = ()) -> None:
        self._drain = drain
        super().__init__(
            uvicorn.Config(
                app,
                lifespan="on",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=bool(proxies),
                forwarded_allow_ips=list(proxies),
                timeout_keep_alive=KEEP_ALIVE_SECONDS,
                timeout_graceful_shutdown=LAST_SECONDS,
            )
        )

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, action in before.items():
                signal.signal(number, action)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - uvicorn's signature
        self.should_exit = self.force_exit = self._drain.is_leaving
        self._drain.begin()

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._drain.is_over
