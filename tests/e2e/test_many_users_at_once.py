"""The same thing twice at the same moment, as impatient people, retrying proxies and thieves do it."""

from __future__ import annotations

import anyio
import httpx2
import pytest

from tests.e2e.browser import Page
from tests.e2e.office import Office
from tests.e2e.program import Program
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio
AT_ONCE = 8


async def all_at_once(http: httpx2.AsyncClient, request: httpx2.Request) -> list[httpx2.Response]:
    answers: list[httpx2.Response] = []

    async def send() -> None:
        copy = httpx2.Request(request.method, request.url, headers=request.headers, content=request.content)
        answers.append(await http.send(copy))

    async with anyio.create_task_group() as group:
        for _ in range(AT_ONCE):
            group.start_soon(send)
    return answers


async def test_of_many_presses_of_a_button_one_counts(office: Office) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        press = browser.http.build_request(
            "POST", f"{office.url}/oauth/consent", data=page.form | {"decision": "allow"}
        )
        answers = await all_at_once(browser.http, press)
    assert sorted(answer.status_code for answer in answers) == [303] + [400] * (AT_ONCE - 1)


async def test_of_many_returns_from_procore_one_gets_a_code(office: Office, site: Site) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        procore = await browser.press(page, decision="allow")
        assert isinstance(procore, Page)
        fields = procore.form | {"decision": "allow", "person_id": str(browser.person)}
        back = await browser.http.post(f"{site.facts.login_url}/oauth/authorize", data=fields)
        answers = await all_at_once(browser.http, browser.http.build_request("GET", back.headers["location"]))
    assert sorted(answer.status_code for answer in answers) == [302] + [400] * (AT_ONCE - 1)
    assert [seen.status for seen in site.simulator.report if seen.path == "/oauth/token"] == [200]


async def test_of_many_exchanges_of_one_code_at_most_one_succeeds(office: Office) -> None:
    program = Program(office)
    answers: list[httpx2.Response] = []
    async with office.browser() as browser, anyio.create_task_group() as group:
        code = await program.code(browser)

        async def exchange() -> None:
            answers.append(await program.exchange(code))

        for _ in range(AT_ONCE):
            group.start_soon(exchange)
    won = [answer.json() for answer in answers if answer.status_code == 200]
    assert len(won) <= 1
    assert {answer.json().get("error", "invalid_grant") for answer in answers} == {"invalid_grant"}
    ids = await office.parts.authorization.sign_ins.grants.ids()
    assert all(tokens["access_token"].partition(".")[0] not in ids for tokens in won), "a code used twice ends it all"


async def test_of_many_renewals_of_one_token_all_get_the_same_pair(office: Office) -> None:
    program = Program(office)
    pairs: list[str] = []
    async with office.browser() as browser, anyio.create_task_group() as group:
        refresh = (await program.tokens(browser))["refresh_token"]

        async def renew() -> None:
            pairs.append((await program.renew(refresh)).json()["refresh_token"])

        for _ in range(AT_ONCE):
            group.start_soon(renew)
    assert len(pairs) == AT_ONCE
    assert len(set(pairs)) == 1


async def test_a_code_of_somebody_who_was_thrown_out_meanwhile_is_worthless(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code, used = await program.code(browser), await program.code(browser)
        assert (await program.exchange(used)).status_code == 200
        await office.parts.authorization.sign_ins.end_person(str(browser.person))
    for text in (code, used):
        assert (await program.exchange(text)).json()["error"] == "invalid_grant"


async def test_tokens_of_procore_that_were_moved_in_the_store_open_nothing(office: Office) -> None:
    """Whoever can write to the store puts one person's drawer in the place of another's."""
    program = Program(office)
    one, other = (str(person) for person in office.people[:2])
    async with office.browser(int(one)) as first, office.browser(int(other)) as second:
        mine, theirs = await program.tokens(first), await program.tokens(second)
    state = office.parts.state
    await state.put(f"vault:{one}", await state.get(f"vault:{other}") or b"")
    upstream = office.parts.authorization.upstream
    assert [await upstream.is_alive(user) for user in (one, other)] == [False, True]
    for user in (one, other):
        await office.parts.callers._ended(user)  # what a call does that finds nobody signed in
    assert (await program.knock(mine["access_token"])).status_code == 401
    assert (await program.knock(theirs["access_token"])).status_code == 200
    await upstream.forget(one)
