"""The simulator as a program of its own."""

from __future__ import annotations

import datetime as dt
import json
import signal
import sys
import time
from collections.abc import Callable

import anyio

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world


def main(
    port: int = 0, *, host: str = "127.0.0.1", seed: int = 1, steppable: bool = False, settings: Settings | None = None
) -> None:
    """Serves until SIGINT or SIGTERM; the first line on stdout is the facts as JSON.

    `steppable` stops time at the moment of starting, to be moved on by `POST /_simulator/clock/advance`.
    Raises OSError when the port is taken.
    """
    clock: Callable[[], float] = SteppableClock(time.time()) if steppable else time.time
    today = dt.datetime.fromtimestamp(clock(), dt.UTC).date()
    simulator = Simulator(build_world(seed, today), clock, seed=seed, settings=settings)
    anyio.run(_serve, simulator, host, port)


async def _serve(simulator: Simulator, host: str, port: int) -> None:
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with running(simulator, host, port) as facts:
            sys.stdout.write(json.dumps(facts.as_json()) + "\n")
            sys.stdout.flush()
            await anext(signals)
