"""Attacks with codes and tokens: forged, stolen, used twice or elsewhere."""

from __future__ import annotations

import pytest

from tests.e2e.browser import Left
from tests.e2e.office import Office
from tests.e2e.program import Program
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


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
