from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.sign_out import at_any_rate
from procore_mcp.errors import ProcoreMcpError, StateUnavailable
from procore_mcp.server.oauth.authorization_server import mint
from procore_mcp.server.oauth.grants import Grants
from procore_mcp.server.oauth.people import People, Person
from procore_mcp.server.oauth.sign_ins import Answer, SignIns
from procore_mcp.server.oauth.upkeep import EVERY, Upkeep
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from tests.e2e.passing_clock import PassingClock

pytestmark = pytest.mark.anyio


@dataclass
class Looked:
    """Stands for the vault and Procore: notes when somebody looked through it, and fails while there are `problems`."""

    clock: PassingClock
    problems: list[Exception] = field(default_factory=list[Exception])
    at: list[float] = field(default_factory=list[float])

    async def users(self) -> list[str]:
        self.at.append(self.clock.now())
        if self.problems:
            raise self.problems.pop(0)
        return []

    async def is_alive(self, user: str) -> bool:
        return bool(user)

    async def forget(self, user: str, *, only_if: Answer = at_any_rate) -> ProcoreMcpError | None:
        await only_if()
        return None


class Over(Exception):
    """A process ends while it waits for the next round."""


async def rounds(count: int, looked: Looked, state: State) -> None:
    """So many of one replica, at this very moment."""
    left = iter(range(count))

    async def sleep(seconds: float) -> None:
        assert seconds == EVERY
        if next(left, None) is None:
            raise Over

    clock = looked.clock.now
    sign_ins = SignIns(People(state), Grants(state, Sealing([b"k" * 32]), clock, mint), looked)
    with pytest.raises(Over):
        await Upkeep(sign_ins, state, clock, sleep).run()


async def test_of_several_replicas_one_looks_each_time() -> None:
    clock = PassingClock(0.0)
    looked, state = Looked(clock), open_state("sqlite://", clock=clock.now)
    for _ in range(2):
        await clock.sleep(EVERY)
        for _replica in range(3):
            await rounds(1, looked, state)
    assert looked.at == [EVERY, 2 * EVERY]


@pytest.mark.parametrize("problem", [StateUnavailable("The store is away."), RuntimeError("a mistake of ours")])
async def test_what_fails_is_logged_and_tried_again(problem: Exception, caplog: pytest.LogCaptureFixture) -> None:
    clock = PassingClock(0.0)
    looked, state = Looked(clock, [problem]), open_state("sqlite://", clock=clock.now)
    await People(state).meet(Person("7", "Priya", "p", 0.0))
    for _ in range(2):
        await clock.sleep(EVERY)
        await rounds(1, looked, state)
    assert len(looked.at) == 2
    assert str(problem) in caplog.text
    assert await People(state).find("7") is None


async def test_one_process_goes_on_and_on() -> None:
    clock = PassingClock(0.0)
    looked = Looked(clock, [RuntimeError("a mistake of ours")])
    await rounds(3, looked, open_state("sqlite://", clock=clock.now))
    assert looked.at == [0.0], "the others found that the turn was taken"
