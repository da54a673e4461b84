"""Attacks on the way through the browser: state, consent and cookies."""

from __future__ import annotations

import pytest

from tests.e2e.browser import Left, Page
from tests.e2e.office import Office
from tests.e2e.program import Program, refused
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


async def test_a_forged_state_from_procore_is_refused(office: Office) -> None:
    async with office.browser() as browser:
        await browser.open(await Program(office).link())
        page = await refused(browser, f"{office.url}/oauth/callback?code=anything&state=forged")
    assert "belongs to no sign-in" in page.text


async def test_a_state_is_taken_once(office: Office) -> None:
    async with office.browser() as browser:
        ours = await browser.open(await Program(office).link())
        assert isinstance(ours, Page)
        procore = await browser.press(ours, decision="allow")
        assert isinstance(procore, Page)
        state = procore.form["state"]
        first = await browser.press(procore, decision="deny")
        assert isinstance(first, Page)
        again = await refused(browser, f"{office.url}/oauth/callback?code=anything&state={state}")
    assert "You declined in Procore" in first.text
    assert "belongs to no sign-in" in again.text


async def test_a_state_works_only_in_the_browser_that_began(office: Office) -> None:
    """The thief has the victim finish what he began, or the other way round."""
    async with office.browser() as thief, office.browser() as victim:
        ours = await thief.open(await Program(office).link())
        assert isinstance(ours, Page)
        procore = await thief.press(ours, decision="allow")
        assert isinstance(procore, Page)
        elsewhere = f"{office.url}/oauth/callback?code=anything&state={procore.form['state']}"
        page = await refused(victim, elsewhere)
        assert "belongs to no sign-in" in page.text
        back = await thief.press(procore, decision="allow", person_id=str(thief.person))
    assert isinstance(back, Left), "the foreign try has burnt nothing"


async def test_a_consent_page_works_only_in_the_browser_that_was_shown_it(office: Office) -> None:
    """Session fixation and forged forms: the victim's browser has no cookie for the thief's page."""
    async with office.browser() as thief, office.browser() as victim:
        page = await thief.open(await Program(office).link())
        assert isinstance(page, Page)
        outcome = await victim.press(page, decision="allow")
    assert isinstance(outcome, Page)
    assert outcome.status == 403


async def test_a_planted_cookie_does_not_make_a_foreign_page_ones_own(office: Office) -> None:
    async with office.browser() as thief, office.browser() as victim:
        page = await thief.open(await Program(office).link())
        assert isinstance(page, Page)
        for name in thief.http.cookies:
            victim.http.cookies.set(name, "chosen by the thief", domain="127.0.0.1", path="/")
        outcome = await victim.press(page, decision="allow")
    assert isinstance(outcome, Page)
    assert outcome.status == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
async def test_consent_cannot_be_given_from_a_page_of_another_site(office: Office, headers: dict[str, str]) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        answer = await browser.http.post(
            f"{office.url}/oauth/consent", data=page.form | {"decision": "allow"}, headers=headers
        )
    assert answer.status_code == 403


async def test_nobody_gets_to_procore_without_consent(office: Office) -> None:
    """The confused deputy: Procore would let the browser through without asking again."""
    async with office.browser() as browser:
        for _ in range(2):
            page = await browser.open(await Program(office).link())
            assert isinstance(page, Page), "also the second time"
            assert page.address.startswith(office.url)
            assert "The Program" in page.text
            assert isinstance(await browser.press(page, decision="allow"), Page)


async def test_a_no_goes_back_to_the_client_and_nowhere_else(office: Office, site: Site) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        back = await browser.press(page, decision="deny")
        again = await browser.press(page, decision="allow")
    assert isinstance(back, Left)
    assert back.query["error"] == "access_denied"
    assert (back.query["state"], back.query["iss"]) == ("the client's own state", office.url)
    assert isinstance(again, Page)
    assert "used already" in again.text
    assert not [seen for seen in site.simulator.report if seen.app == "login"]
