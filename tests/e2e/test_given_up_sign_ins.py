"""Sign-ins to Procore that nobody uses: no client fetched its tokens, or none came back for two months."""

from __future__ import annotations

import anyio
import pytest

from procore_mcp.server.oauth.grant import REFRESH_LIFETIME
from procore_mcp.server.oauth.sign_ins import UNFINISHED
from tests.e2e.office import Office
from tests.e2e.program import Program
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


@pytest.fixture
async def person(office: Office) -> str:
    """Whoever signs in here, and has never before."""
    for user in await office.parts.authorization.upstream.users():
        await office.parts.authorization.sign_ins.end_person(user)
    office.site.simulator.report.clear()
    return str(office.people[0])


def given_back(site: Site) -> int:
    return sum(seen.path == "/oauth/revoke" for seen in site.simulator.report)


async def tidied(office: Office) -> list[str]:
    """Those whose tokens are still here afterwards."""
    authorization = office.parts.authorization
    await authorization.sign_ins.tidy(office.site.clock.now())
    return await authorization.upstream.users()


async def test_tokens_that_no_client_fetched_are_given_back(office: Office, site: Site, person: str) -> None:
    program = Program(office)
    async with office.browser() as browser:
        await program.code(browser)
    assert await tidied(office) == [person], "the client may still come"
    await site.clock.sleep(UNFINISHED + 1)
    assert (await tidied(office), given_back(site)) == ([], 2)
    assert await office.parts.authorization.sign_ins.all() == []


async def test_a_client_that_comes_in_time_loses_nothing(office: Office, site: Site, person: str) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code = await program.code(browser)
    await tidied(office)
    tokens = (await program.exchange(code)).json()
    await site.clock.sleep(UNFINISHED + 1)
    assert (await tidied(office), given_back(site)) == ([person], 0)
    assert (await program.knock(tokens["access_token"])).status_code == 200


async def test_an_unfinished_sign_in_of_somebody_who_is_at_work_harms_nobody(
    office: Office, site: Site, person: str
) -> None:
    working, leaving = Program(office), Program(office)
    async with office.browser() as browser:
        tokens = await working.tokens(browser)
        await leaving.code(browser)
    await site.clock.sleep(UNFINISHED + 1)
    assert (await tidied(office), given_back(site)) == ([person], 0)
    assert (await working.knock(tokens["access_token"])).status_code == 200
    assert await office.parts.authorization.upstream.is_alive(person)


async def test_who_signs_in_again_after_a_given_up_try_is_kept(office: Office, site: Site, person: str) -> None:
    program = Program(office)
    async with office.browser() as browser:
        await program.code(browser)
        await site.clock.sleep(UNFINISHED + 1)
        code = await program.code(browser)
    assert await tidied(office) == [person]
    assert (await program.exchange(code)).status_code == 200


async def test_tokens_behind_grants_that_have_expired_are_given_back(office: Office, site: Site, person: str) -> None:
    async with office.browser() as browser:
        await Program(office).tokens(browser)
    await site.clock.sleep(REFRESH_LIFETIME - 60)
    assert await tidied(office) == [person]
    await site.clock.sleep(120)
    assert (await tidied(office), given_back(site)) == ([], 2)


async def test_tokens_of_somebody_nobody_knows_are_given_back(office: Office, site: Site, person: str) -> None:
    """A process died between the two things that it had to write."""
    async with office.browser() as browser:
        await Program(office).tokens(browser)
    await office.parts.authorization.sign_ins.people.remove(person)
    assert (await tidied(office), given_back(site)) == ([], 2)


async def test_when_procore_cannot_be_told_the_log_says_so_and_the_tokens_go(
    office: Office, site: Site, person: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with office.browser() as browser:
        await Program(office).code(browser)
    await site.clock.sleep(UNFINISHED + 1)
    site.simulator.faults.add(("POST", "/oauth/revoke"), status=500)
    assert await tidied(office) == []
    assert "live on at Procore until they expire" in caplog.text


async def test_a_process_that_starts_gives_nothing_back_at_once(office: Office, site: Site, person: str) -> None:
    """Those that wait for their client may be old enough by the clock of another replica."""
    async with office.browser() as browser:
        await Program(office).code(browser)
    await site.clock.sleep(UNFINISHED + 1)
    async with anyio.create_task_group() as group:
        group.start_soon(office.parts.authorization.upkeep)
        await anyio.wait_all_tasks_blocked()
        assert await office.parts.authorization.upstream.users() == [person]
        group.cancel_scope.cancel()
