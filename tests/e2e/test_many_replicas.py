"""A company at work: twenty people on three replicas, which are killed and whose store is restarted under them.

TESTS_REPLICA_CALLS says how many calls; the gate makes a few hundred.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from procore_mcp.api.clock import SystemClock
from procore_mcp.simulator.world import World
from procore_mcp.simulator.world.world import SignIn
from tests.e2e.browser import Browser
from tests.e2e.caller import Caller, Lost
from tests.e2e.fleet import Fleet, started
from tests.e2e.program import REDIRECT, challenge
from tests.e2e.site import Site, open_site
from tests.state.redis_server import RedisServer, binary

pytestmark = pytest.mark.anyio
PEOPLE, REPLICAS, PHASES = 20, 3, 4
CALLS = int(os.environ.get("TESTS_REPLICA_CALLS", "400"))
WRITES_EVERY = 5  # calls
VERIFIER = "v" * 43


@dataclass
class Outcome:
    """Texts of replies that were certainly written, and of those whose answer was lost."""

    reads: int = 0
    written: list[str] = field(default_factory=list[str])
    unknown: list[str] = field(default_factory=list[str])


@pytest.fixture
def crowd(world: World) -> World:
    """The same world in which more people of the same project can sign in."""
    project = max(world.records["projects"], key=lambda row: len(_members(row)))
    members = _members(project)
    users = [row for row in world.records["users"] if row["id"] in members]
    people = [SignIn(_number(row["id"]), str(row["email_address"]), str(row["name"])) for row in users[:PEOPLE]]
    return replace(world, people_who_sign_in=people)


@pytest.fixture
async def fleet(crowd: World, tmp_path: Path) -> AsyncIterator[tuple[Fleet, RedisServer]]:
    store = RedisServer(binary("valkey"), tmp_path, is_lasting=True)
    try:
        async with open_site(crowd, SystemClock()) as site, started(site, store.url, tmp_path, size=REPLICAS) as ours:
            # Room for renewals: the simulator counts them in the same windows, and no pacer holds them back.
            site.simulator.settings.spike_limit, site.simulator.settings.hourly_limit = 2_000, 100_000
            yield ours, store
    finally:
        store.stop()


async def test_nobody_gets_anothers_answer_and_no_write_is_lost_or_doubled(fleet: tuple[Fleet, RedisServer]) -> None:
    ours, store = fleet
    site, outcome = ours.site, Outcome()
    rfi = site.ids("rfis", _project_id=site.facts.project_id)[0]
    async with httpx2.AsyncClient(transport=ours.round_robin(), trust_env=False, timeout=30) as http:
        callers = [await signed_in(ours, http, person) for person in site.simulator.people]
        assert len(callers) == PEOPLE
        for phase in range(PHASES):
            site.simulator.tokens.expire_access()
            before = len(renewals(site))
            await everybody(callers, outcome, rfi, calls=1)
            assert len(renewals(site)) - before <= PEOPLE, "one renewal for each person and expiry"
            async with anyio.create_task_group() as group:
                group.start_soon(disturb, ours, store, phase)
                await everybody(callers, outcome, rfi, calls=CALLS // PHASES // PEOPLE)
            assert len(renewals(site)) - before <= PEOPLE
    assert [seen for seen in site.simulator.report if seen.status == 429] == []
    told = [str(row.data.get("plain_text_body")) for row in site.simulator.store.all("rfi_replies")]
    assert [told.count(text) for text in outcome.written] == [1] * len(outcome.written)
    assert all(told.count(text) <= 1 for text in outcome.unknown)
    assert len(outcome.unknown) <= PHASES * PEOPLE
    assert outcome.reads + len(outcome.written) + len(outcome.unknown) >= CALLS


async def disturb(ours: Fleet, store: RedisServer, phase: int) -> None:
    """The last phase loses the store for a moment, each other one a replica."""
    if phase == PHASES - 1:
        store.stop()
        await anyio.sleep(0.5)
        store.start()
    else:
        await ours.kill(phase)
        await ours.start(phase)


async def everybody(callers: list[Caller], outcome: Outcome, rfi: int, *, calls: int) -> None:
    async with anyio.create_task_group() as group:
        for caller in callers:
            group.start_soon(work, caller, outcome, rfi, calls)


async def work(caller: Caller, outcome: Outcome, rfi: int, calls: int) -> None:
    for number in range(calls):
        if number % WRITES_EVERY == WRITES_EVERY - 1:
            await reply(caller, outcome, rfi)
        else:
            told = await caller.read("show_my_profile", {})
            assert "record" in told, told
            assert told["record"]["id"] == caller.person
            outcome.reads += 1


async def reply(caller: Caller, outcome: Outcome, rfi: int) -> None:
    """Previewed, agreed to, and written; what was refused before it was sent is begun again."""
    text = f"{caller.person} says {len(outcome.written)} {len(outcome.unknown)} {outcome.reads}"
    arguments: dict[str, Any] = {"rfi_id": rfi, "body": text}
    while True:
        offered = await caller.read("create_rfi_reply", arguments)
        if "confirmation" not in offered:
            assert offered["error"]["kind"] == "STATE_UNAVAILABLE", offered
            continue
        try:
            told = await caller.once("create_rfi_reply", arguments | {"confirmation": offered["confirmation"]})
        except Lost:
            outcome.unknown.append(text)
            return
        kind = told.get("error", {}).get("kind")
        assert kind in {None, "NOT_CONFIRMED", "STATE_UNAVAILABLE", "OUTCOME_UNKNOWN"}, told
        if kind is None:
            outcome.written.append(text)
            return
        if kind == "OUTCOME_UNKNOWN":
            outcome.unknown.append(text)
            return


async def signed_in(ours: Fleet, http: httpx2.AsyncClient, person: int) -> Caller:
    about = {"redirect_uris": [REDIRECT], "token_endpoint_auth_method": "none"}
    client_id = (await http.post(f"{ours.url}/oauth/register", json=about)).json()["client_id"]
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": REDIRECT,
        "code_challenge": challenge(VERIFIER),
        "code_challenge_method": "S256",
    }
    async with Browser(person, (f"{ours.url}/", f"{ours.site.facts.login_url}/")) as browser:
        browser.http = httpx2.AsyncClient(mounts={ours.url: ours.round_robin()}, trust_env=False, timeout=30)
        back = await browser.sign_in(f"{ours.url}/oauth/authorize?{httpx2.QueryParams(asked)}")
    form = {
        "grant_type": "authorization_code",
        "code": back.query["code"],
        "client_id": client_id,
        "code_verifier": VERIFIER,
    }
    tokens = (await http.post(f"{ours.url}/oauth/token", data=form)).json()
    return Caller(http, ours.url, person, client_id, tokens)


def renewals(site: Site) -> list[int]:
    """Statuses of all requests for tokens at Procore."""
    return [seen.status for seen in site.simulator.report if seen.path == "/oauth/token"]


def _members(project: Any) -> list[int]:
    return [number for number in project.get("_visible_to") or [] if isinstance(number, int)]


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
