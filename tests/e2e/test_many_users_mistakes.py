"""What clients and people do wrong without meaning harm, and what they are told."""

from __future__ import annotations

import base64
from typing import Any

import httpx2
import pytest

from tests.e2e.browser import Left, Page
from tests.e2e.office import Office
from tests.e2e.program import Program, refused
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


async def asked(office: Office, **changes: str | None) -> dict[str, str]:
    """What goes back to the client."""
    async with office.browser() as browser:
        back = await browser.open(await Program(office).link(**changes))
    assert isinstance(back, Left)
    return back.query


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": None}, "unsupported_response_type"),
        ({"scope": "procore admin"}, "invalid_scope"),
        ({"state": "x" * 2_001}, "invalid_request"),
    ],
)
async def test_a_wrong_request_goes_back_to_the_client_with_the_standards_word(
    office: Office, change: dict[str, str | None], error: str
) -> None:
    assert (await asked(office, **change))["error"] == error


async def test_a_link_to_this_server_leads_to_no_foreign_site_by_itself(office: Office) -> None:
    """Anybody can register a web address; only a person who presses the link goes there."""
    program = Program(office, redirect="https://evil.example/callback")
    async with office.browser() as browser:
        page = await refused(browser, await program.link(scope="admin"))
    assert Left(page.links[0]).query["error"] == "invalid_scope"


async def test_what_may_be_left_out_may_be_left_out(office: Office) -> None:
    program = Program(office, redirect="https://app.example/callback?tenant=1")
    async with office.browser() as browser:
        back = await browser.sign_in(await program.link(scope=None, resource=None, state=None, redirect_uri=None))
    assert back.address.startswith("https://app.example/callback?tenant=1&code=")
    assert "state" not in back.query
    answer = await program.exchange(back.query["code"], redirect_uri=None, resource=None)
    assert answer.json()["scope"] == "procore"
    assert answer.json()["expires_in"] == 3_600
    assert answer.headers["cache-control"] == "no-store"


async def test_a_client_with_several_addresses_must_say_which(office: Office) -> None:
    program = Program(office)
    await program.register(redirect_uris=["https://a.example/cb", "https://b.example/cb"])
    async with office.browser() as browser:
        page = await refused(browser, await program.link(redirect_uri=None))
    assert "not registered" in page.text


async def test_an_unknown_client_is_told_on_a_page(office: Office) -> None:
    async with office.browser() as browser:
        page = await refused(browser, await Program(office, id="forgotten").link())
        other = await refused(browser, f"{office.url}/oauth/authorize")
    assert "does not know the program" in page.text
    assert "Start again in the program" in page.text
    assert page.status == other.status == 400


async def test_a_client_that_never_signed_anybody_in_is_forgotten_after_a_day(office: Office, site: Site) -> None:
    unused, used = Program(office), Program(office)
    await unused.register()
    async with office.browser() as browser:
        await used.tokens(browser)
        await site.clock.sleep(86_401)
        await refused(browser, await unused.link())
        assert isinstance(page := await browser.open(await used.link()), Page)
    assert page.action


async def test_a_page_that_was_left_open_too_long_says_so(office: Office, site: Site) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        await site.clock.sleep(601)
        outcome = await browser.press(page, decision="allow")
    assert isinstance(outcome, Page)
    assert "too old" in outcome.text


async def test_somebody_who_comes_twice_is_greeted_by_name(office: Office) -> None:
    async with office.browser() as browser:
        await browser.sign_in(await Program(office).link())
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        assert office.site.facts.user_login in page.text
        browser.http.cookies.set("procore-mcp-last", "AAAA", domain="127.0.0.1", path="/")
        page = await browser.open(await Program(office).link())
    assert isinstance(page, Page)
    assert office.site.facts.user_login not in page.text


async def test_a_client_that_is_opened_by_its_own_links_leaves_a_page_with_the_name(office: Office) -> None:
    program = Program(office, redirect="cursor://anysphere.cursor/callback", name="Cursor")
    async with office.browser() as browser:
        ours = await browser.open(await program.link())
        assert isinstance(ours, Page)
        procore = await browser.press(ours, decision="allow")
        assert isinstance(procore, Page)
        done = await browser.press(procore, decision="allow", person_id=str(browser.person))
        assert isinstance(done, Page)
    assert office.site.facts.user_name in done.text
    left = Left(done.links[0])
    assert done.headers["refresh"] == f"0; url={left.address}"
    assert (await program.exchange(left.query["code"])).status_code == 200


@pytest.mark.parametrize("fault", [{"status": 500}, {"status": 400, "body": {"error": "invalid_grant"}}])
async def test_when_procore_fails_at_the_end_the_page_leads_back(office: Office, site: Site, fault: Any) -> None:
    async with office.browser() as browser:
        ours = await browser.open(await Program(office).link())
        assert isinstance(ours, Page)
        procore = await browser.press(ours, decision="allow")
        assert isinstance(procore, Page)
        site.simulator.faults.add(("POST", "/oauth/token"), **fault)
        page = await browser.press(procore, decision="allow", person_id=str(browser.person))
    assert isinstance(page, Page)
    assert page.status == 502
    assert Left(page.links[0]).query["error"] == "access_denied"


async def test_when_procore_cannot_say_who_it_is_nobody_gets_in_and_the_tokens_go_back(
    office: Office, site: Site
) -> None:
    async with office.browser() as browser:
        ours = await browser.open(await Program(office).link())
        assert isinstance(ours, Page)
        procore = await browser.press(ours, decision="allow")
        assert isinstance(procore, Page)
        site.simulator.faults.add(("GET", "/rest/v1.0/me"), status=404)
        site.simulator.faults.add(("POST", "/oauth/revoke"), status=500)
        page = await browser.press(procore, decision="allow", person_id=str(browser.person))
    assert isinstance(page, Page)
    assert page.status == 502
    assert len([seen for seen in site.simulator.report if seen.path == "/oauth/revoke"]) == 2


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"redirect_uris": ["http://evil.example/"]}, "invalid_redirect_uri"),
        ({"redirect_uris": "https://app.example/"}, "invalid_redirect_uri"),
        ({"redirect_uris": [f"https://app.example/{n}" for n in range(11)]}, "invalid_redirect_uri"),
        ({"grant_types": ["client_credentials"]}, "invalid_client_metadata"),
        ({"response_types": ["token"]}, "invalid_client_metadata"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "invalid_client_metadata"),
        ({"token_endpoint_auth_method": ["none"]}, "invalid_client_metadata"),
        ({"token_endpoint_auth_method": {}}, "invalid_client_metadata"),
    ],
)
async def test_a_registration_that_cannot_work_is_refused(office: Office, change: dict[str, Any], error: str) -> None:
    answer = await Program(office).register(**change)
    assert (answer.status_code, answer.json()["error"]) == (400, error)


async def test_a_client_that_says_nothing_about_itself_gets_a_secret_and_may_send_it_as_basic(office: Office) -> None:
    program = Program(office)
    told = (await program.register(token_endpoint_auth_method=None, client_name=None)).json()
    assert told["token_endpoint_auth_method"] == "client_secret_basic"
    assert told["client_secret_expires_at"] == 0
    async with office.browser() as browser:
        page = await browser.open(await program.link())
        assert isinstance(page, Page)
        assert "An unnamed program" in page.text
        code = await program.code(browser)
    proof = base64.b64encode(f"{program.id}:{program.secret}".encode()).decode()
    fields = {"grant_type": "authorization_code", "code": code, "code_verifier": program.verifier}
    async with httpx2.AsyncClient() as http:
        for header, status in (("Basic !", 400), (f"Basic {proof}", 200)):
            answer = await http.post(f"{office.url}/oauth/token", data=fields, headers={"authorization": header})
            assert answer.status_code == status


@pytest.mark.parametrize("body", ["", "[]", "no JSON", "[" * 9_000])
async def test_a_registration_must_be_a_json_object(office: Office, body: str) -> None:
    async with httpx2.AsyncClient() as http:
        answer = await http.post(f"{office.url}/oauth/register", content=body)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_client_metadata")


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ("grant_type=password", "invalid_request"),
        ("client_id=x&client_id=y", "invalid_request"),
        ("client_id=x&grant_type=refresh_token", "invalid_client"),
        ("&".join(f"a{n}=1" for n in range(40)), "invalid_request"),
    ],
)
async def test_a_token_request_that_cannot_be_read_says_what_is_wrong(office: Office, fields: str, error: str) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    async with httpx2.AsyncClient() as http:
        for path in ("/oauth/token", "/oauth/revoke"):
            answer = await http.post(office.url + path, content=fields, headers=form)
            assert answer.json()["error"] == error


async def test_another_grant_type_is_refused(office: Office) -> None:
    program = Program(office)
    await program.register()
    assert (await program.exchange("x", grant_type="password")).json()["error"] == "unsupported_grant_type"


async def test_forms_must_be_forms(office: Office) -> None:
    async with httpx2.AsyncClient() as http:
        token = await http.post(f"{office.url}/oauth/token", json={"grant_type": "refresh_token"})
        consent = await http.post(f"{office.url}/oauth/consent", json={})
    assert token.json()["error"] == "invalid_request"
    assert (consent.status_code, "text/html" in consent.headers["content-type"]) == (400, True)


async def test_a_callback_that_says_something_twice_is_refused(office: Office) -> None:
    async with office.browser() as browser:
        page = await refused(browser, f"{office.url}/oauth/callback?state=a&state=b")
    assert "belongs to no sign-in" in page.text


async def test_visits_are_limited_so_that_nobody_fills_the_state(office: Office) -> None:
    program = Program(office)
    link = await program.link()
    async with office.browser() as browser:
        statuses = [page.status for _ in range(121) if isinstance(page := await browser.open(link), Page)]
    assert statuses == [200] * 120 + [429]


@pytest.mark.parametrize("path", ["/oauth/callback/?code=c&state=s", "/oauth/authorize/", "/oauth/token/", "/healthz/"])
async def test_a_slash_too_much_is_another_address(office: Office, path: str) -> None:
    """Behind a proxy a redirect to the right one would lead to plain HTTP, with what the browser carries."""
    async with httpx2.AsyncClient() as http:
        assert (await http.get(office.url + path)).status_code == 404


async def test_a_name_that_somebody_chose_at_procore_cannot_forge_a_line_of_the_operators_list(
    office: Office, site: Site
) -> None:
    me = {"id": office.people[1], "name": "Dale\n\x1b[2JPriya \u202e<x>, Procore user 7", "login": "dale\r\n@x.example"}
    site.simulator.faults.add(("GET", "/rest/v1.0/me"), status=200, body=me)
    async with office.browser(office.people[1]) as browser:
        await Program(office).code(browser)
    known = await office.parts.authorization.sign_ins.people.find(str(office.people[1]))
    assert known
    assert (known.name, known.login) == ("Dale [2JPriya <x>, Procore user 7", "dale @x.example")
