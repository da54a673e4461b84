"""Attacks by size and number, and what limits them."""

from __future__ import annotations

import httpx2
import pytest

from procore_mcp.server.oauth import authorization_server
from procore_mcp.server.oauth.authorization_server import REGISTRATIONS
from procore_mcp.server.oauth.clients import UNUSED_LIFETIME
from procore_mcp.server.oauth.limit import Allowance
from tests.e2e.browser import PATIENCE
from tests.e2e.office import Office, open_office
from tests.e2e.program import Program
from tests.e2e.site import Site

pytestmark = pytest.mark.anyio


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
