"""What somebody with bad intentions may try while people sign in. Each test is one row of that table."""

from __future__ import annotations

import httpx2
import pytest

from procore_mcp.server.oauth import authorization_server
from procore_mcp.server.oauth.authorization_server import REGISTRATIONS
from procore_mcp.server.oauth.clients import UNUSED_LIFETIME
from procore_mcp.server.oauth.limit import Allowance
from tests.e2e.browser import PATIENCE, Left, Page
from tests.e2e.office import Office, open_office
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


async def test_a_forged_code_is_refused(office: Office) -> None:
    program = Program(office)
    await program.register()
    answer = await program.exchange("forged")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


@pytest.mark.parametrize("later", [0.0, 61.0, 590.0])
async def test_a_code_used_twice_ends_what_came_of_it(office: Office, site: Site, later: float) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code = await program.code(browser)
    first = await program.exchange(code)
    await site.clock.sleep(later)
    second = await program.exchange(code)
    assert (first.status_code, second.status_code) == (200, 400)
    assert second.json()["error"] == "invalid_grant"
    assert (await program.knock(first.json()["access_token"])).status_code == 401
    assert (await program.renew(first.json()["refresh_token"])).json()["error"] == "invalid_grant"


async def test_a_code_lives_a_minute(office: Office, site: Site) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code = await program.code(browser)
    await site.clock.sleep(61)
    assert (await program.exchange(code)).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "change",
    [
        {"code_verifier": "x" * 43},
        {"code_verifier": None},
        {"redirect_uri": "http://127.0.0.1:9998/callback"},
        {"redirect_uri": "http://127.0.0.1:9999/callback/"},
    ],
)
async def test_a_stolen_code_is_worthless_without_what_it_was_asked_with(
    office: Office, change: dict[str, str | None]
) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code = await program.code(browser)
    assert (await program.exchange(code, **change)).json()["error"] == "invalid_grant"


async def test_a_code_is_worthless_for_another_client(office: Office) -> None:
    program, thief = Program(office), Program(office)
    await thief.register()
    async with office.browser() as browser:
        code = await program.code(browser)
    thief.verifier = program.verifier
    assert (await thief.exchange(code)).json()["error"] == "invalid_grant"
    assert (await program.exchange(code)).status_code == 200


async def test_a_code_for_one_resource_gives_no_token_for_another(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        code = await program.code(browser, resource=f"{office.mcp}/c/7")
    answer = await program.exchange(code, resource=office.mcp)
    assert answer.json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "resource", ["https://elsewhere.example/mcp", "http://127.0.0.1:1/mcp", "/mcp", "http://[", ""]
)
async def test_a_foreign_resource_is_refused_by_its_name(office: Office, resource: str) -> None:
    program = Program(office)
    async with office.browser() as browser:
        back = await browser.open(await program.link(resource=resource or f"{office.mcp}?x=1"))
    assert isinstance(back, Left)
    assert back.query["error"] == "invalid_target"
    await program.register()
    answer = await program.exchange("any", resource=resource or f"{office.url}/other")
    assert answer.json()["error"] == "invalid_target"


async def test_a_token_opens_only_the_resource_that_it_was_asked_for(office: Office) -> None:
    program = Program(office)
    company = office.site.facts.company_id
    async with office.browser() as browser:
        wide = await program.tokens(browser)
        narrow = await program.tokens(browser, resource=f"{office.mcp}/c/{company}")
    assert (await program.knock(wide["access_token"])).status_code == 200
    assert (await program.knock(wide["access_token"], f"/mcp/c/{company}")).status_code == 401
    assert (await program.knock(narrow["access_token"], f"/mcp/c/{company}")).status_code == 200
    assert (await program.knock(narrow["access_token"])).status_code == 401
    assert (await program.knock(narrow["access_token"], f"/mcp/c/{company}/p/1")).status_code == 401


@pytest.mark.parametrize("token", ["forged", "a.b", "..", "Bearer", "\x7f"])
async def test_a_forged_access_token_is_refused(office: Office, token: str) -> None:
    answer = await Program(office).knock(token)
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_a_refresh_token_is_no_access_token_and_the_other_way_round(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    assert (await program.knock(tokens["refresh_token"])).status_code == 401
    assert (await program.renew(tokens["access_token"])).json()["error"] == "invalid_grant"


async def test_a_refresh_token_used_again_within_the_grace_gives_the_same_pair(office: Office, site: Site) -> None:
    """The first answer was lost, or the client asks from two addresses at once."""
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    first = (await program.renew(tokens["refresh_token"])).json()
    await site.clock.sleep(30)
    second = (await program.renew(tokens["refresh_token"])).json()
    assert [second[name] for name in ("access_token", "refresh_token")] == [
        first[name] for name in ("access_token", "refresh_token")
    ]
    assert second["expires_in"] == first["expires_in"] - 30
    assert (await program.knock(second["access_token"])).status_code == 200


async def test_a_refresh_token_used_again_after_the_grace_ends_the_whole_grant(office: Office, site: Site) -> None:
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    renewed = (await program.renew(tokens["refresh_token"])).json()
    await site.clock.sleep(61)
    assert (await program.renew(tokens["refresh_token"])).json()["error"] == "invalid_grant"
    assert (await program.knock(renewed["access_token"])).status_code == 401
    assert (await program.renew(renewed["refresh_token"])).json()["error"] == "invalid_grant"


async def test_an_invented_refresh_token_ends_nothing(office: Office) -> None:
    """Whoever learns the id of a grant must not be able to end it."""
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    grant = tokens["refresh_token"].partition(".")[0]
    for invented in (grant, f"{grant}.x.y", f"{grant}..", f"{grant}.x"):
        assert (await program.renew(invented)).json()["error"] == "invalid_grant"
    assert (await program.knock(tokens["access_token"])).status_code == 200


async def test_a_refresh_token_is_worthless_for_another_client(office: Office) -> None:
    program, thief = Program(office), Program(office)
    await thief.register()
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    assert (await thief.renew(tokens["refresh_token"])).json()["error"] == "invalid_grant"
    assert (await program.renew(tokens["refresh_token"])).status_code == 200


async def test_a_refresh_token_gives_nothing_for_another_resource_or_scope(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        refresh = (await program.tokens(browser))["refresh_token"]
    assert (await program.renew(refresh, resource=f"{office.mcp}/c/7")).json()["error"] == "invalid_target"
    assert (await program.renew(refresh, scope="procore admin")).json()["error"] == "invalid_scope"
    assert (await program.renew(refresh, resource=office.mcp, scope="procore")).status_code == 200


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


@pytest.mark.parametrize("path", ["/oauth/register", "/oauth/token", "/oauth/revoke", "/oauth/consent"])
async def test_an_oversized_body_is_refused(office: Office, path: str) -> None:
    answer = await Program(office).post(path, padding="x" * 100_000)
    assert answer.status_code == 413


async def test_registration_is_limited(office: Office) -> None:
    answers = [await Program(office).register() for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {201}
    assert answers[60].status_code == 429
    assert 0 < int(answers[60].headers["retry-after"]) <= 600


async def test_guessing_at_the_token_address_is_limited(office: Office, site: Site) -> None:
    program = Program(office)
    async with office.browser() as browser:
        tokens = await program.tokens(browser)
    answers = [await program.exchange(f"guess {number}") for number in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {400}
    assert answers[60].status_code == 429
    assert (await program.post("/oauth/revoke", client_id=program.id, token="x")).status_code == 429
    assert (await program.knock(tokens["access_token"])).status_code == 200, "who is signed in goes on working"
    await site.clock.sleep(61)
    assert (await program.renew(tokens["refresh_token"])).status_code == 200


async def test_success_does_not_count_against_anybody(office: Office) -> None:
    program = Program(office)
    async with office.browser() as browser:
        refresh = (await program.tokens(browser))["refresh_token"]
    for _ in range(70):
        refresh = (await program.renew(refresh)).json()["refresh_token"]


async def test_a_client_with_a_secret_has_to_prove_it(office: Office) -> None:
    program = Program(office)
    await program.register(token_endpoint_auth_method="client_secret_post")
    assert program.secret
    async with office.browser() as browser:
        code = await program.code(browser)
    for secret in (None, "wrong"):
        answer = await program.exchange(code, client_secret=secret)
        assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")
        assert answer.headers["www-authenticate"].startswith("Basic")
    assert (await program.exchange(code)).status_code == 200


async def test_what_strangers_can_leave_in_a_day_fits_into_the_store(office: Office) -> None:
    """Ours has 256 MB (compose.yaml), and refuses everybody once it is full."""
    long = [f"https://app.example/{number}?{'x' * 1_900}" for number in range(10)]
    refused = await Program(office).register(redirect_uris=long, client_name="n" * 10_000)
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_redirect_uri")
    state = office.parts.state
    before = set(await state.keys("oauth:client:"))
    assert (await Program(office).register(redirect_uris=long[:1], client_name="n" * 10_000)).status_code == 201
    (key,) = set(await state.keys("oauth:client:")) - before
    a_day = REGISTRATIONS.total / REGISTRATIONS.window * UNUSED_LIFETIME
    assert a_day * (len(key) + len(await state.get(key) or b"")) < 100e6


async def test_failures_of_strangers_keep_nobody_from_renewing(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A handful of addresses could otherwise sign a whole company out within the hour that an access token lives."""
    monkeypatch.setattr(authorization_server, "FAILURES", Allowance(each=3, total=6, window=60.0))
    async with open_office(site) as office, office.browser() as browser:
        program = Program(office)
        refresh = (await program.tokens(browser))["refresh_token"]
        told: list[int] = []
        for stranger in ("127.0.0.2", "127.0.0.3", "127.0.0.4"):
            transport = httpx2.AsyncHTTPTransport(local_address=stranger)
            async with httpx2.AsyncClient(transport=transport, timeout=PATIENCE) as http:
                fields = {"grant_type": "refresh_token", "refresh_token": "x", "client_id": program.id}
                told += [(await http.post(f"{office.url}/oauth/token", data=fields)).status_code for _ in range(4)]
        assert told == [400, 400, 400, 429] * 2 + [429] * 4, "their own, and then everybody's"
        assert (await program.renew(refresh)).status_code == 200
