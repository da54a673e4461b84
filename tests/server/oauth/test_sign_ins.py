from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.sign_out import at_any_rate
from procore_mcp.errors import ProcoreMcpError, Unreachable
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.authorization_server import mint
from procore_mcp.server.oauth.grant import GRACE, new_pair
from procore_mcp.server.oauth.grants import Grants, Replayed
from procore_mcp.server.oauth.people import MOST_GRANTS, People, Person
from procore_mcp.server.oauth.refusal import Refusal
from procore_mcp.server.oauth.sign_ins import UNFINISHED, Answer, SignIns
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from procore_mcp.state.sqlite import SqliteState
from tests.e2e.passing_clock import PassingClock

pytestmark = pytest.mark.anyio
ASKED = Asked("client", "Client", "https://x.example/", "", "https://mcp.example.com/mcp", "procore", None)


class Forgotten:
    """Stands for Procore and the vault, and remembers whose tokens were ended."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    def __init__(self, problem: ProcoreMcpError | None = None) -> None:
        self.ended: list[str] = []
        self.alive: set[str] = set()
        self._problem = problem

    async def forget(self, user: str, *, only_if: Answer = at_any_rate) -> ProcoreMcpError | None:
        if self.meanwhile is not None:
            await self.meanwhile()
        if await only_if():
            self.ended.append(user)
        return self._problem

    async def users(self) -> list[str]:
        return []

    async def is_alive(self, user: str) -> bool:
        return user in self.alive


class Interrupted(SqliteState):
    """Another replica does something in the moment before a person is taken out."""

    meanwhile: Callable[[], Awaitable[object]] | None = None

    async def take(self, key: str) -> bytes | None:
        if key == "oauth:person:7" and self.meanwhile is not None:
            meanwhile, self.meanwhile = self.meanwhile, None
            await meanwhile()
        return await super().take(key)


def sign_ins(forget: Forgotten, *, clock: Callable[[], float] = lambda: 1_000.0, state: State | None = None) -> SignIns:
    state = state or open_state("sqlite://", clock=clock)
    return SignIns(People(state), Grants(state, Sealing([b"k" * 32]), clock, mint), forget)


async def test_a_person_keeps_a_bounded_number_of_grants_and_the_oldest_makes_room() -> None:
    ours = sign_ins(Forgotten())
    await ours.people.meet(Person("7", "Priya", "p", 1.0))
    made = [await ours.add(ASKED, "7") for _ in range(MOST_GRANTS + 1)]
    pairs = [pair for outcome in made if outcome for _, pair in [outcome]]
    assert await ours.grants.of_access(pairs[0].access) is None
    assert await ours.grants.of_access(pairs[1].access)
    assert [len(seen.grants) for seen in await ours.all()] == [MOST_GRANTS]


async def test_whoever_was_signed_out_meanwhile_gets_no_grant() -> None:
    ours = sign_ins(Forgotten())
    assert await ours.add(ASKED, "7") is None
    assert await ours.grants.ids() == []


async def test_signing_in_again_keeps_what_was_given_before() -> None:
    ours = sign_ins(Forgotten())
    for moment in (1.0, 2.0):
        await ours.people.meet(Person("7", f"Priya {moment}", "p", moment))
        assert await ours.add(ASKED, "7")
    (seen,) = await ours.all()
    assert (seen.person.name, len(seen.grants), seen.used_at) == ("Priya 2.0", 2, 1_000.0)


async def test_what_procore_could_not_be_told_is_reported_and_everything_is_ended_all_the_same() -> None:
    forget = Forgotten(Unreachable("no answer"))
    ours = sign_ins(forget)
    for user in ("7", "8"):
        await ours.people.meet(Person(user, user, user, 1.0))
        assert await ours.add(ASKED, user)
    problems = await ours.end_all(["9"])
    assert forget.ended == ["7", "8", "9"]
    assert [problem.message for problem in problems] == ["no answer"] * 3
    assert (await ours.all(), await ours.grants.ids()) == ([], [])


async def test_a_grant_that_is_given_while_the_person_is_thrown_out_does_not_outlive_that() -> None:
    state = Interrupted(":memory:", clock=lambda: 1_000.0)
    ours = sign_ins(Forgotten(), state=state)
    await ours.people.meet(Person("7", "Priya", "p", 1.0))
    state.meanwhile = lambda: ours.add(ASKED, "7")
    await ours.end_person("7")
    assert await ours.grants.ids() == []


async def test_a_grant_that_is_given_while_the_last_one_ends_does_not_outlive_the_tokens_behind_it() -> None:
    """It would open this server and nothing at Procore, and its client would never be told to sign in."""
    state = Interrupted(":memory:", clock=lambda: 1_000.0)
    ours = sign_ins(Forgotten(), state=state)
    await ours.people.meet(Person("7", "Priya", "p", 1.0))
    last = await ours.add(ASKED, "7")
    assert last
    state.meanwhile = lambda: ours.add(ASKED, "7")
    await ours.end_grant(last[0])
    assert await ours.grants.ids() == []


async def test_a_grant_of_somebody_who_is_gone_ends_quietly() -> None:
    forget = Forgotten()
    ours = sign_ins(forget)
    grant, _ = await ours.grants.create(ASKED, "7")
    assert await ours.end_grant(grant) is None
    await ours.end_grants("7")
    assert forget.ended == []


async def test_only_a_sign_in_that_is_over_takes_the_grants_along() -> None:
    forget = Forgotten()
    ours = sign_ins(forget)
    await ours.people.meet(Person("7", "Priya", "p", 1.0))
    assert await ours.add(ASKED, "7")
    forget.alive = {"7"}
    await ours.end_if_over("7")
    assert len(await ours.grants.ids()) == 1
    forget.alive = set()
    await ours.end_if_over("7")
    assert await ours.grants.ids() == []


async def test_who_comes_back_from_procore_while_somebody_tidies_stays() -> None:
    forget = Forgotten()
    ours = sign_ins(forget)
    await ours.people.meet(Person("7", "Priya", "p", 1.0))
    forget.meanwhile = lambda: ours.people.meet(Person("7", "Priya", "p", UNFINISHED + 1))
    await ours.tidy(UNFINISHED + 2)
    assert await ours.people.find("7")
    assert forget.ended == []


async def test_the_last_use_is_noted_now_and_then() -> None:
    clock = PassingClock(1_000.0)
    ours = sign_ins(Forgotten(), clock=clock.now)
    grant, pair = await ours.grants.create(ASKED, "7")
    for seconds, noted in ((100, 1_000.0), (250, 1_350.0)):
        await clock.sleep(seconds)
        assert await ours.grants.of_access(pair.access)
        kept = await ours.grants.find(grant.id)
        assert kept
        assert kept.used_at == noted


async def test_whoever_is_a_renewal_behind_gets_the_newest_pair_within_the_grace() -> None:
    """Three answers were lost in a row; the client comes with the token that it had at the start."""
    clock = PassingClock(1_000.0)
    ours = sign_ins(Forgotten(), clock=clock.now)
    _, first = await ours.grants.create(ASKED, "7")
    _, second = await ours.grants.renew(first.refresh, "client")
    _, third = await ours.grants.renew(second.refresh, "client")
    assert (await ours.grants.renew(first.refresh, "client"))[1] == third
    await clock.sleep(GRACE + 1)
    for old in (first, second):
        with pytest.raises(Replayed):
            await ours.grants.renew(old.refresh, "client")


async def test_a_pair_that_was_never_handed_out_is_no_replay() -> None:
    ours = sign_ins(Forgotten())
    grant, _ = await ours.grants.create(ASKED, "7")
    with pytest.raises(Refusal):
        await ours.grants.renew(new_pair(grant.id, mint).refresh, "client")
