"""Several processes of one machine on one store."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from procore_mcp.state.open import open_state

TAKER = """
import sys, anyio
from procore_mcp.state.open import open_state

async def main(url):
    state = open_state(url)
    taken = [number for number in range(100) if await state.take(f"ticket-{number}")]
    await state.aclose()
    print(*taken)

anyio.run(main, sys.argv[1])
"""

COUNTER = """
import sys, anyio
from procore_mcp.state.open import open_state

async def main(url):
    state = open_state(url)
    for _ in range(25):
        async with state.lock("count", lease=60, patience=60):
            seen = int(await state.get("count") or b"0")
            await anyio.lowlevel.checkpoint()
            await state.put("count", str(seen + 1).encode())
    await state.aclose()

anyio.run(main, sys.argv[1])
"""

DIES_INSIDE = """
import os, sys, anyio
from procore_mcp.state.open import open_state

async def main(url):
    async with open_state(url).lock("door", lease=0.5, patience=0):
        os._exit(7)

anyio.run(main, sys.argv[1])
"""

ROOT = Path(__file__).parents[2]


def run_together(script: str, url: str, *, processes: int, returns: int = 0) -> list[str]:
    """What each process printed."""
    running = [
        subprocess.Popen([sys.executable, "-c", script, url], stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - our own script
        for _ in range(processes)
    ]
    printed = [process.communicate(timeout=60)[0] for process in running]
    assert {process.returncode for process in running} == {returns}
    return printed


@pytest.mark.anyio
async def test_no_value_is_taken_by_two_processes(shared_address: str):
    state = open_state(shared_address)
    for number in range(100):
        await state.put(f"ticket-{number}", b"1")
    printed = run_together(TAKER, shared_address, processes=3)
    assert sorted(int(number) for line in printed for number in line.split()) == list(range(100))
    await state.aclose()


@pytest.mark.anyio
async def test_a_lock_keeps_processes_apart_even_when_all_of_them_open_a_new_store(shared_address: str):
    run_together(COUNTER, shared_address, processes=4)
    state = open_state(shared_address)
    assert await state.get("count") == b"100"
    await state.aclose()


@pytest.mark.anyio
async def test_the_lock_of_a_process_that_died_is_free_after_its_lease(shared_address: str):
    run_together(DIES_INSIDE, shared_address, processes=1, returns=7)
    state = open_state(shared_address)
    async with state.lock("door", lease=30, patience=20):
        pass
    await state.aclose()
