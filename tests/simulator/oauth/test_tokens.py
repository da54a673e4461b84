"""Codes, tokens and refresh tokens: each kind dies in its own way."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.people import Caller, Client
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.visitor import Visitor


def credentials(facts: Facts) -> dict[str, str]:
    return {"client_id": facts.client_id, "client_secret": facts.client_secret}


def refreshing(facts: Facts, token: str, **changes: str) -> dict[str, str]:
    return credentials(facts) | {"grant_type": "refresh_token", "refresh_token": token} | changes


def exchanging(facts: Facts, code: str) -> dict[str, str]:
    base = {"grant_type": "authorization_code", "code": code, "redirect_uri": "http://localhost"}
    return credentials(facts) | base


def a_code(simulator: Simulator, facts: Facts) -> str:
    return simulator.tokens.issue_code(Caller(facts.client_id, facts.user_id), "http://localhost")


def error(answer: httpx2.Response) -> tuple[int, str]:
    body = answer.json()
    assert body["error_description"]
    return answer.status_code, body["error"]


@pytest.mark.anyio
@pytest.mark.parametrize("encoding", ["data", "json", "files"])
async def test_a_code_becomes_a_pair_in_every_encoding(
    encoding: str, login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    form: Any = exchanging(facts, a_code(simulator, facts))
    if encoding == "files":
        form = {name: (None, value) for name, value in form.items()}
    answer = await login.post("/oauth/token", **{encoding: form})
    body = answer.json()
    assert answer.status_code == 200
    assert (body["token_type"], body["expires_in"], body["created_at"]) == ("bearer", 5400, int(simulator.clock()))
    assert len(body["access_token"]) > 1024
    assert len(body["refresh_token"]) == 64


@pytest.mark.anyio
async def test_a_code_works_once_and_for_ten_minutes(
    login: httpx2.AsyncClient, facts: Facts, simulator: Simulator, clock: SteppableClock
) -> None:
    code = a_code(simulator, facts)
    assert (await login.post("/oauth/token", data=exchanging(facts, code))).status_code == 200
    assert error(await login.post("/oauth/token", data=exchanging(facts, code))) == (400, "invalid_grant")
    old = a_code(simulator, facts)
    clock.advance(600)
    assert error(await login.post("/oauth/token", data=exchanging(facts, old))) == (400, "invalid_grant")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"redirect_uri": "http://localhost/"}, (400, "invalid_grant")),
        ({"code": "wrong"}, (400, "invalid_grant")),
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"client_id": "wrong"}, (401, "invalid_client")),
        ({"grant_type": "password"}, (400, "unsupported_grant_type")),
    ],
)
async def test_a_wrong_exchange_is_refused_in_the_standard_shape(
    changes: dict[str, str],
    expected: tuple[int, str],
    login: httpx2.AsyncClient,
    facts: Facts,
    simulator: Simulator,
) -> None:
    form = exchanging(facts, a_code(simulator, facts)) | changes
    assert error(await login.post("/oauth/token", data=form)) == expected


@pytest.mark.anyio
@pytest.mark.parametrize("body", [b"{", b"[]", b""])
async def test_a_body_that_cannot_be_read_has_no_grant_type(body: bytes, login: httpx2.AsyncClient) -> None:
    headers = {"Content-Type": "application/json"} if body else {}
    answer = await login.post("/oauth/token", content=body, headers=headers)
    assert error(answer) == (400, "unsupported_grant_type")


@pytest.mark.anyio
async def test_credentials_in_a_header_do_not_count(login: httpx2.AsyncClient, facts: Facts) -> None:
    form = {"grant_type": "client_credentials"}
    answer = await login.post("/oauth/token", data=form, auth=(facts.client_id, facts.client_secret))
    assert error(answer) == (401, "invalid_client")


@pytest.mark.anyio
@pytest.mark.parametrize("header", ["Basic", "Basic !", "Basic b25seS1hLW5hbWU="])
async def test_credentials_in_a_header_count_where_that_is_switched_on(
    header: str, login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    simulator.settings.basic_at_token = True
    form = {"grant_type": "client_credentials"}
    answer = await login.post("/oauth/token", data=form, auth=(facts.client_id, facts.client_secret))
    refused = await login.post("/oauth/token", data=form, headers={"Authorization": header})
    assert answer.json()["token_type"] == "bearer"
    assert error(refused) == (401, "invalid_client")


@pytest.mark.anyio
async def test_the_api_host_signs_in_only_where_that_is_switched_on(facts: Facts, simulator: Simulator) -> None:
    form = {**credentials(facts), "grant_type": "client_credentials"}
    transport = httpx2.ASGITransport(app=simulator.api_app)
    async with httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api) as api:
        before = await api.post("/oauth/token", data=form)
        simulator.settings.login_on_api_host = True
        after = await api.post("/oauth/token", data=form)
    assert (before.status_code, after.status_code) == (401, 200)


@pytest.mark.anyio
async def test_a_refresh_gives_a_new_pair_and_ends_the_old_token(
    login: httpx2.AsyncClient, procore: Visitor, facts: Facts
) -> None:
    fresh = (await login.post("/oauth/token", data=refreshing(facts, facts.refresh_token))).json()
    assert fresh["refresh_token"] != facts.refresh_token
    me = await procore.ask("GET", "/rest/v1.0/me", Authorization=f"Bearer {fresh['access_token']}")
    assert me.json()["id"] == facts.user_id
    again = await login.post("/oauth/token", data=refreshing(facts, facts.refresh_token))
    assert error(again) == (400, "invalid_grant")
    assert (await login.post("/oauth/token", data=refreshing(facts, fresh["refresh_token"]))).status_code == 200


@pytest.mark.anyio
async def test_a_refresh_that_fails_kills_its_token_too(login: httpx2.AsyncClient, facts: Facts) -> None:
    wrong = refreshing(facts, facts.refresh_token, client_secret="wrong")
    assert error(await login.post("/oauth/token", data=wrong)) == (401, "invalid_client")
    right = refreshing(facts, facts.refresh_token)
    assert error(await login.post("/oauth/token", data=right)) == (400, "invalid_grant")


@pytest.mark.anyio
async def test_a_lost_answer_costs_the_refresh_token(
    login: httpx2.AsyncClient, facts: Facts, simulator: Simulator
) -> None:
    simulator.faults.add(("POST", "/oauth/token"), drop="after_commit")
    with pytest.raises(ConnectionResetError):
        await login.post("/oauth/token", data=refreshing(facts, facts.refresh_token))
    again = await login.post("/oauth/token", data=refreshing(facts, facts.refresh_token))
    assert error(again) == (400, "invalid_grant")


@pytest.mark.anyio
async def test_a_refresh_token_belongs_to_its_app(world: World, clock: SteppableClock) -> None:
    apps = [Client(name, "secret", name, ("http://localhost",)) for name in ("one", "two")]
    simulator = Simulator(world, clock, clients=apps)
    pair = simulator.sign_in()
    assert pair.refresh_token
    form = {"grant_type": "refresh_token", "refresh_token": pair.refresh_token, "client_id": "two"}
    transport = httpx2.ASGITransport(app=simulator.login_app)
    async with httpx2.AsyncClient(transport=transport, base_url="https://login.test") as client:
        answer = await client.post("/oauth/token", data=form | {"client_secret": "secret"})
    assert error(answer) == (400, "invalid_grant")


@pytest.mark.anyio
async def test_client_credentials_give_no_refresh_token(login: httpx2.AsyncClient, facts: Facts) -> None:
    answer = await login.post("/oauth/token", data=credentials(facts) | {"grant_type": "client_credentials"})
    assert "refresh_token" not in answer.json()


@pytest.mark.anyio
async def test_the_life_of_tokens_can_be_set(login: httpx2.AsyncClient, facts: Facts, simulator: Simulator) -> None:
    simulator.settings.access_token_life = 60
    answer = await login.post("/oauth/token", data=credentials(facts) | {"grant_type": "client_credentials"})
    assert answer.json()["expires_in"] == 60


@pytest.mark.anyio
async def test_token_info_counts_down(login: httpx2.AsyncClient, facts: Facts, clock: SteppableClock) -> None:
    clock.advance(1000)
    answer = await login.get("/oauth/token/info", headers={"Authorization": f"Bearer {facts.access_token}"})
    body = answer.json()
    assert (body["resource_owner_id"], body["scopes"], body["expires_in_seconds"]) == (facts.user_id, ["public"], 4400)
    assert body["application"] == {"uid": facts.client_id}
    assert error(await login.get("/oauth/token/info")) == (401, "invalid_token")


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
async def test_revoking_either_token_ends_the_sign_in(
    kind: str, login: httpx2.AsyncClient, procore: Visitor, facts: Facts
) -> None:
    answer = await login.post("/oauth/revoke", data=credentials(facts) | {"token": getattr(facts, kind)})
    assert (answer.status_code, answer.json()) == (200, {})
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 401
    refresh = await login.post("/oauth/token", data=refreshing(facts, facts.refresh_token))
    assert error(refresh) == (400, "invalid_grant")


@pytest.mark.anyio
async def test_revoking_is_always_200_and_needs_the_app(
    login: httpx2.AsyncClient, procore: Visitor, facts: Facts
) -> None:
    unknown = await login.post("/oauth/revoke", data=credentials(facts) | {"token": "never issued"})
    stranger = await login.post("/oauth/revoke", data={"token": facts.access_token})
    assert unknown.status_code == stranger.status_code == 200
    assert (await procore.ask("GET", "/rest/v1.0/me")).status_code == 200
