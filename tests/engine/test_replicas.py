"""Several replicas on one store: what one has offered any other may run, once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import anyio
import pytest

from procore_mcp.engine.engine import Engine
from procore_mcp.errors import ConfirmationRefused, StateUnavailable
from procore_mcp.state.open import open_state
from procore_mcp.state.redis import RedisState
from procore_mcp.state.redis_address import redis_address
from tests.engine.canned import CannedProcore, engine, session
from tests.state.redis_server import RedisServer, binary

RECYCLE = "/rest/v1.0/projects/42/rfis/5/recycle"
RECYCLING = {"rfi_id": 5}


@pytest.fixture(params=["file", "valkey"])
async def replicas(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[list[Engine]]:
    server = RedisServer(binary("valkey"), tmp_path) if request.param == "valkey" else None
    url = server.url if server else f"sqlite:///{tmp_path / 'state.sqlite3'}"
    states = [open_state(url) for _ in range(3)]
    yield [Engine(engine().catalog, state) for state in states]
    for state in states:
        await state.aclose()
    if server:
        server.stop()


async def offered(runs: Engine) -> str:
    return str((await runs.call("recycle_rfi", RECYCLING, session(CannedProcore()))).data["confirmation"])


@pytest.mark.anyio
async def test_of_many_who_redeem_a_confirmation_at_once_one_runs_the_call(replicas: list[Engine]):
    procore = CannedProcore({RECYCLE: {}})
    token = await offered(replicas[0])
    refused: list[str] = []

    async def redeem(runs: Engine) -> None:
        try:
            await runs.call("recycle_rfi", {**RECYCLING, "confirmation": token}, session(procore))
        except ConfirmationRefused as error:
            refused.append(error.kind)

    async with anyio.create_task_group() as tasks:
        for number in range(12):
            tasks.start_soon(redeem, replicas[number % 3])
    assert [request.path for request in procore.sent] == [RECYCLE]
    assert len(refused) == 11


@pytest.mark.anyio
async def test_while_the_store_is_away_nothing_that_needs_a_yes_is_sent_and_the_yes_is_not_lost(tmp_path: Path):
    server = RedisServer(binary("valkey"), tmp_path, is_lasting=True)
    state = RedisState(redis_address(server.url), sleep=_at_once)
    runs, procore = Engine(engine().catalog, state), CannedProcore({RECYCLE: {}})
    confirmed = {**RECYCLING, "confirmation": await offered(runs)}
    server.stop()
    with pytest.raises(StateUnavailable, match="cannot be reached"):
        await runs.call("recycle_rfi", confirmed, session(procore))
    assert procore.sent == []
    server.start()
    answer = await runs.call("recycle_rfi", confirmed, session(procore))
    assert answer.data["done"] is True
    await state.aclose()
    server.stop()


async def _at_once(_: float) -> None:
    await anyio.lowlevel.checkpoint()
