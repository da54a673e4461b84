"""Attacks by what a request says: addresses, PKCE, parameters, headers, hosts."""

from __future__ import annotations

import pytest

from tests.e2e.browser import Left, Page
from tests.e2e.office import Office
from tests.e2e.program import Program, refused

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    "redirect",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "http://127.0.0.1.evil.example:9999/callback",
        "http://127.0.0.1:9999/callback/../other",
        "http://127.0.0.1:9999/callback?extra=1",
        "http://127.0.0.1:9999/callback#part",
        "http://user@127.0.0.1:9999/callback",
        "https://127.0.0.1:9999/callback",
        "http://localhost:9999/callback",
    ],
)
async def test_a_redirect_address_that_was_not_registered_gets_a_page_and_no_redirect(
    office: Office, redirect: str
) -> None:
    program = Program(office)
    async with office.browser() as browser:
        page = await refused(browser, await program.link(redirect_uri=redirect))
    assert "not registered" in page.text
    assert redirect not in page.text


async def test_only_the_port_of_a_loopback_address_is_free(office: Office) -> None:
    program, other = Program(office), Program(office, redirect="https://app.example/callback")
    async with office.browser() as browser:
        page = await browser.open(await program.link(redirect_uri="http://127.0.0.1:51234/callback"))
        assert isinstance(page, Page)
        assert page.action
        await refused(browser, await other.link(redirect_uri="https://app.example:8443/callback"))


@pytest.mark.parametrize(
    "change",
    [
        {"code_challenge": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"code_challenge": "short"},
    ],
)
async def test_pkce_cannot_be_left_out_or_weakened(office: Office, change: dict[str, str | None]) -> None:
    async with office.browser() as browser:
        back = await browser.open(await Program(office).link(**change))
    assert isinstance(back, Left)
    assert back.query["error"] == "invalid_request"
    assert "S256" in back.query["error_description"]
    assert back.query["iss"] == office.url


async def test_a_parameter_that_comes_twice_is_refused(office: Office) -> None:
    async with office.browser() as browser:
        page = await refused(browser, f"{await Program(office).link()}&redirect_uri=https://evil.example/")
    assert "must not come twice" in page.text


async def test_nothing_that_a_client_says_gets_into_a_header_or_into_the_page_as_html(office: Office) -> None:
    program = Program(office, name='<script>alert("x")</script>\r\nSet-Cookie: a=b')
    async with office.browser() as browser:
        page = await browser.open(await program.link(state="x\r\nSet-Cookie: stolen=1"))
        assert isinstance(page, Page)
        back = await browser.press(page, decision="deny")
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text
    assert isinstance(back, Left)
    assert "\r" not in back.address
    assert "\n" not in back.address
    assert back.query["state"] == "x\r\nSet-Cookie: stolen=1"
    assert "stolen" not in browser.http.cookies


async def test_a_token_of_one_person_does_not_open_the_session_of_another(office: Office) -> None:
    """Replicas keep no sessions: whatever id is named, the answer is that of the token."""
    program = Program(office)
    async with office.browser(office.people[0]) as one, office.browser(office.people[1]) as other:
        mine, theirs = await program.tokens(one), await program.tokens(other)
    opened = await program.knock(mine["access_token"])
    session = opened.headers.get("mcp-session-id", "guessed")
    answer = await program.knock(theirs["access_token"], **{"mcp-session-id": session})
    assert opened.status_code == answer.status_code == 200
    assert "mcp-session-id" not in answer.headers


async def test_another_host_is_not_served(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
        metadata = await browser.http.get(
            f"{office.url}/.well-known/oauth-authorization-server", headers={"host": "evil.example"}
        )
    assert metadata.status_code == 421
    assert (await program.knock(tokens["access_token"], host="evil.example")).status_code == 421
