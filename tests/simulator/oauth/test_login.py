"""Signing in, with a browser and without."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest

from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.settings import OUT_OF_BAND
from procore_mcp.simulator.simulator import Simulator

REDIRECT = "http://localhost"


def asked(facts: Facts, **changes: str) -> dict[str, str]:
    return {"response_type": "code", "client_id": facts.client_id, "redirect_uri": REDIRECT, "state": "s1"} | changes


def sent_back(answer: httpx2.Response) -> dict[str, str]:
    assert answer.status_code == 302
    return {name: values[0] for name, values in parse_qs(urlsplit(answer.headers["Location"]).query).items()}


@pytest.mark.anyio
async def test_the_page_names_the_app_and_its_form_gives_a_code(login: httpx2.AsyncClient, facts: Facts) -> None:
    page = await login.get("/oauth/authorize", params=asked(facts))
    assert page.status_code == 200
    assert "procore-mcp" in page.text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    form = fields | {"person_id": str(facts.user_id), "decision": "allow"}
    back = sent_back(await login.post("/oauth/authorize", data=form))
    assert back["state"] == "s1"
    assert back["code"]


@pytest.mark.anyio
async def test_saying_no_sends_the_person_back_with_access_denied(login: httpx2.AsyncClient, facts: Facts) -> None:
    back = sent_back(await login.post("/oauth/authorize", data=asked(facts) | {"decision": "deny"}))
    assert (back["error"], back["state"]) == ("access_denied", "s1")
    out_of_band = asked(facts, redirect_uri=OUT_OF_BAND) | {"decision": "deny"}
    assert "said no" in (await login.post("/oauth/authorize", data=out_of_band)).text


@pytest.mark.anyio
async def test_a_person_from_nowhere_cannot_sign_in(login: httpx2.AsyncClient, facts: Facts) -> None:
    answer = await login.post("/oauth/authorize", data=asked(facts) | {"decision": "allow", "person_id": "1"})
    assert answer.status_code == 400
    unknown = asked(facts, client_id="nobody") | {"decision": "allow"}
    assert (await login.post("/oauth/authorize", data=unknown)).status_code == 400


@pytest.mark.anyio
async def test_without_a_redirect_the_code_is_shown(
    login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    simulator.settings.auto_approve = True
    page = await login.get("/oauth/authorize", params=asked(facts, redirect_uri=OUT_OF_BAND))
    assert re.search(r"<code id='code'>[0-9a-f]{64}</code>", page.text)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("uri", "status"),
    [
        ("http://localhost", 302),
        ("http://localhost:9999/callback", 302),
        ("http://127.0.0.1:9999", 302),
        ("http://127.0.0.1:9999/#x", 400),
        ("https://127.0.0.1:9999", 400),
        ("http://localhost.evil.test", 400),
        ("http://[", 400),
        ("", 400),
    ],
)
async def test_any_port_of_this_machine_gets_a_code_and_nothing_else_does(
    uri: str, status: int, login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    simulator.settings.auto_approve = True
    assert (await login.get("/oauth/authorize", params=asked(facts, redirect_uri=uri))).status_code == status


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("uri", "status"),
    [("http://localhost", 302), ("http://localhost/", 400), ("http://localhost:9999/callback", 400)],
)
async def test_only_registered_addresses_get_codes_when_told_so(
    uri: str, status: int, login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    simulator.settings.auto_approve, simulator.settings.loopback_any_port = True, False
    assert (await login.get("/oauth/authorize", params=asked(facts, redirect_uri=uri))).status_code == status


@pytest.mark.anyio
async def test_an_address_with_a_query_keeps_it(login: httpx2.AsyncClient, facts: Facts, simulator: Simulator) -> None:
    simulator.settings.auto_approve = True
    parameters = asked(facts, redirect_uri="http://localhost:1/?a=b")
    del parameters["state"]
    back = sent_back(await login.get("/oauth/authorize", params=parameters))
    assert back["a"] == "b"
    assert "state" not in back


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "all"}, "invalid_scope"),
        ({"code_challenge": "x", "code_challenge_method": "S512"}, "invalid_request"),
    ],
)
async def test_what_procore_does_not_offer_comes_back_as_an_error(
    changes: dict[str, str], error: str, login: httpx2.AsyncClient, facts: Facts
) -> None:
    assert sent_back(await login.get("/oauth/authorize", params=asked(facts, **changes)))["error"] == error


def s256(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("challenge", "proof"),
    [
        ({}, ("", 200)),
        ({"code_challenge": s256("v" * 43), "code_challenge_method": "S256"}, ("v" * 43, 200)),
        ({"code_challenge": s256("v" * 43), "code_challenge_method": "S256"}, ("w" * 43, 400)),
        ({"code_challenge": "plain-text"}, ("plain-text", 200)),
        ({"code_challenge": "plain-text"}, ("", 400)),
    ],
)
async def test_a_challenge_that_was_sent_is_verified(
    challenge: dict[str, str],
    proof: tuple[str, int],
    login: httpx2.AsyncClient,
    facts: Facts,
    simulator: Simulator,
) -> None:
    verifier, status = proof
    simulator.settings.auto_approve = True
    back = sent_back(await login.get("/oauth/authorize", params=asked(facts, **challenge)))
    answer = await login.post(
        "/oauth/token",
        data={
            "grant_type": "authorization_code",
            "client_id": facts.client_id,
            "client_secret": facts.client_secret,
            "code": back["code"],
            "redirect_uri": REDIRECT,
            "code_verifier": verifier,
        },
    )
    assert answer.status_code == status


@pytest.mark.anyio
async def test_the_login_host_has_nothing_else(login: httpx2.AsyncClient) -> None:
    assert (await login.get("/oauth/token")).status_code == 404
