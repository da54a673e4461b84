"""A hundred reads by three processes at once that share one spike limit of 25 in 10 s, in real time."""

from __future__ import annotations

import datetime as dt
import math
import sys
import time
from collections.abc import Sequence
from subprocess import DEVNULL
from tempfile import TemporaryDirectory

import anyio

from benchmarks.row import Row
from procore_mcp.config.settings import load_settings
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.settings import Settings as SimulatorSettings
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import build_world
from procore_mcp.wiring import wired

PROCESSES = 3
READS = 34  # of each process
AT_ONCE = 4  # in each process
SPIKE = 25
WINDOW = 10.0


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        return anyio.run(_measure, f"sqlite:///{folder}/state.sqlite3")


async def _measure(state_url: str) -> list[Row]:
    settings = SimulatorSettings(hourly_limit=600, spike_limit=SPIKE)
    simulator = Simulator(build_world(1, dt.datetime.now(dt.UTC).date()), time.time, settings=settings)
    async with running(simulator) as facts:
        known = [facts.api_url, facts.access_token, str(facts.company_id), str(facts.project_id), state_url]
        await anyio.sleep(WINDOW - time.time() % WINDOW)
        began = time.time()
        async with anyio.create_task_group() as tasks:
            for _ in range(PROCESSES):
                tasks.start_soon(_process, known)
        seconds = time.time() - began
    refused = sum(seen.status == 429 for seen in simulator.report.seen)
    reads = PROCESSES * READS
    allowed = math.ceil(reads / SPIKE) * WINDOW
    detail = f"{seconds:.1f} s for {reads} reads of {PROCESSES} processes, their windows end after {allowed:.0f} s"
    return [
        Row("time of processes that share a spike limit", seconds / allowed, 1.0, "x", detail),
        Row("answers 429 among all of them", refused, 0, "", f"{len(simulator.report.seen)} requests seen"),
    ]


async def _process(known: Sequence[str]) -> None:
    await anyio.run_process([sys.executable, "-m", "benchmarks.sharing", *known], stdout=DEVNULL)


async def _read(*known: str) -> None:
    api_url, token, company, project, state_url = known
    settings = load_settings(
        api_url=api_url,
        access_token=token,
        company_id=int(company),
        project_id=int(project),
        state_url=state_url,
        max_wait=600,
    )
    left = iter(range(READS))
    async with wired(settings) as parts:

        async def some() -> None:
            for number in left:
                await parts.engine.call("list_rfis", {"page": number % 3 + 1, "page_size": 5}, parts.session)

        async with anyio.create_task_group() as tasks:
            for _ in range(AT_ONCE):
                tasks.start_soon(some)


if __name__ == "__main__":
    anyio.run(_read, *sys.argv[1:])
