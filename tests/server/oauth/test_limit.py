from __future__ import annotations

import pytest
from starlette.requests import Request

from procore_mcp.server.oauth.limit import Allowance, Limit
from procore_mcp.server.oauth.refusal import Refusal
from procore_mcp.server.oauth.source import source_of
from procore_mcp.state.open import open_state
from tests.e2e.passing_clock import PassingClock

pytestmark = pytest.mark.anyio


async def tries(limit: Limit, source: str, count: int) -> list[bool]:
    """For each, whether it was allowed."""
    allowed: list[bool] = []
    for _ in range(count):
        try:
            await limit.spend(source)
        except Refusal:
            allowed.append(False)
        else:
            allowed.append(True)
    return allowed


async def test_each_source_has_its_own_share_and_time_gives_it_back() -> None:
    clock = PassingClock(1_000.0)
    limit = Limit(open_state("sqlite://", clock=clock.now), "x", Allowance(2, 100, 60.0), clock.now)
    assert await tries(limit, "a", 4) == [True, True, False, False]
    assert await tries(limit, "b", 1) == [True]
    await clock.sleep(60)
    assert await tries(limit, "a", 1) == [True]


async def test_all_sources_together_have_a_share_that_refused_tries_do_not_use_up() -> None:
    clock = PassingClock(1_000.0)
    limit = Limit(open_state("sqlite://", clock=clock.now), "x", Allowance(2, 5, 60.0), clock.now)
    assert await tries(limit, "a", 20) == [True, True] + [False] * 18
    assert await tries(limit, "b", 2) == [True, True]
    assert await tries(limit, "c", 2) == [True, False]
    assert await tries(limit, "d", 1) == [False]
    await limit.check("d")
    with pytest.raises(Refusal):
        await limit.check("a")


async def test_looking_costs_nothing() -> None:
    limit = Limit(open_state("sqlite://"), "x", Allowance(1, 5, 60.0), lambda: 1_030.0)
    for _ in range(3):
        await limit.check("a")
    await limit.spend("a")
    with pytest.raises(Refusal) as refusal:
        await limit.check("a")
    assert (refusal.value.status, refusal.value.error) == (429, "temporarily_unavailable")
    assert refusal.value.headers == {"Retry-After": "50"}


async def test_replicas_count_together() -> None:
    state = open_state("sqlite://")
    one, other = (Limit(state, "x", Allowance(2, 9, 60.0), lambda: 0.0) for _ in range(2))
    assert await tries(one, "a", 1) + await tries(other, "a", 2) == [True, True, False]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("203.0.113.7", "203.0.113.8", False),
        ("203.0.113.7", "::ffff:203.0.113.7", True),
        ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("unknown", "unknown", True),
    ],
)
def test_a_network_that_one_household_gets_is_one_source(one: str, other: str, *, same: bool) -> None:
    """Whoever has one address of IPv6 has 2^64 of them."""
    sources = [source_of(Request({"type": "http", "client": (address, 1), "headers": []})) for address in (one, other)]
    assert (sources[0] == sources[1]) is same
    assert source_of(Request({"type": "http", "headers": []})) == ""
