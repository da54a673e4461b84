"""The simulator as a program of its own."""

from __future__ import annotations

import datetime as dt
import json
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import anyio

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.control.host import ROOT
from procore_mcp.simulator.keeper import Keeper
from procore_mcp.simulator.kept import read_kept
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world


def main(
    port: int = 0,
    *,
    host: str = "127.0.0.1",
    seed: int = 1,
    steppable: bool = False,
    settings: Settings | None = None,
    keep: Path | None = None,
) -> None:
    """Serves until SIGINT or SIGTERM; the first line on stdout is the facts as JSON.

    `steppable` stops time at the moment of starting, to be moved on by `POST /_simulator/clock/advance`. `keep` is
    a file: what was changed goes into it, and what an earlier run left there is gone on with, its seed and day too.
    Raises OSError when the port is taken or the file cannot be written, ValueError when the file is another's.
    """
    clock: Callable[[], float] = SteppableClock(time.time()) if steppable else time.time
    kept = read_kept(keep) if keep else None
    seed, day = (kept.seed, kept.day) if kept else (seed, dt.datetime.fromtimestamp(clock(), dt.UTC).date())
    simulator = Simulator(build_world(seed, day), clock, seed=seed, settings=settings, kept=kept)
    anyio.run(_serve, simulator, host, port, Keeper(simulator, keep, day) if keep else None)


async def _serve(simulator: Simulator, host: str, port: int, keeper: Keeper | None) -> None:
    if keeper:
        keeper.keep()  # a file that cannot be written is better known now than after a day of work
    with anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals:
        async with running(simulator, host, port) as facts, anyio.create_task_group() as tasks:
            if keeper:
                tasks.start_soon(keeper.keep_on)
            sys.stdout.write(json.dumps(facts.as_json()) + "\n")
            sys.stdout.flush()
            sys.stderr.write(f"What it sees and does: {facts.api_url}{ROOT}; stop with Ctrl-C.\n")
            await anext(signals)
            tasks.cancel_scope.cancel()
        if keeper:
            keeper.keep()
