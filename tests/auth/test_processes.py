"""Several processes, one sign-in."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from procore_mcp.auth.token_file import TokenFile
from tests.auth.fake_procore import CLIENT_ID, CLIENT_SECRET, Clock, Dropped, FakeProcore, LoopbackProcore

ROOT = Path(__file__).parents[2]
CALLER = """
import sys, anyio, httpx2
from pathlib import Path
from pydantic import SecretStr
from procore_mcp.auth.account import Account
from procore_mcp.auth.bearer import Bearer
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.renewal import Renewal
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.config.environment import Environment
from procore_mcp.errors import ProcoreMcpError
from procore_mcp.state.open import open_state

url, folder, client_id, secret, now = sys.argv[1:]
clock = lambda: float(now)

async def main():
    state = open_state(f"sqlite:///{folder}/state.sqlite3")
    account = Account("ada", TokenFile(Path(folder) / "sign-in.json"), state)
    procore = Environment("production", url, url, ())
    grants = Grants(procore, client_id, SecretStr(secret), "http://localhost", clock=clock)
    outcomes = []
    async with httpx2.AsyncClient(base_url=url, auth=Bearer(Renewal(account, grants, clock=clock))) as client:
        async def call():
            try:
                outcomes.append(str((await client.get("/rest/v1.0/me")).status_code))
            except ProcoreMcpError as error:
                outcomes.append(error.kind)
        print("ready", flush=True)
        sys.stdin.readline()
        async with anyio.create_task_group() as tasks:
            for _ in range(10):
                tasks.start_soon(call)
    await state.aclose()
    print(*outcomes)

anyio.run(main)
"""


def call_from_processes(url: str, folder: Path, clock: Clock, *, processes: int) -> list[str]:
    """Let go at the same moment; gives the outcome of every call."""
    arguments = [sys.executable, "-c", CALLER, url, str(folder), CLIENT_ID, CLIENT_SECRET, str(clock())]
    running = [
        subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)  # noqa: S603 - our own script
        for _ in range(processes)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return [outcome for process in running for outcome in process.communicate(timeout=60)[0].split()]


@pytest.mark.anyio
async def test_two_processes_with_an_expired_token_refresh_once_and_none_of_their_calls_fails(tmp_path: Path):
    clock = Clock()
    procore = FakeProcore(clock)
    await TokenFile(tmp_path / "sign-in.json").save(procore.grant(life=0))
    with LoopbackProcore(procore) as server:
        outcomes = call_from_processes(server.url, tmp_path, clock, processes=2)
    assert outcomes == ["200"] * 20
    assert procore.refreshes == 1


@pytest.mark.anyio
async def test_two_processes_never_repeat_a_refresh_whose_answer_was_lost(tmp_path: Path):
    clock = Clock()
    procore = FakeProcore(clock)
    procore.faults.append(Dropped())
    await TokenFile(tmp_path / "sign-in.json").save(procore.grant(life=0))
    with LoopbackProcore(procore) as server:
        outcomes = call_from_processes(server.url, tmp_path, clock, processes=2)
    assert outcomes == ["SIGN_IN_REQUIRED"] * 20
    assert procore.refreshes == 1
