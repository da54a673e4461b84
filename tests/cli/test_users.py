"""What the operator of a server of many people sees and ends."""

from __future__ import annotations

import json
import secrets
import time
from collections.abc import Sequence
from typing import Any

import anyio
import httpx2
import pytest

from procore_mcp.auth.tokens import TokenSet
from procore_mcp.config.settings import load_settings
from procore_mcp.server.oauth.attempt import Asked
from procore_mcp.server.oauth.people import Person
from procore_mcp.wiring_for_all import wired_for_all
from tests.cli.conftest import Run

CLAUDE, CURSOR = "https://claude.example/client.json", "registered-1"
PRIYA, DALE = Person("7", "Priya Raman", "priya@calloway.example", 0.0), Person("8", "Dale", "dale@x.example", 0.0)


@pytest.fixture
def serving(connected: dict[str, str]) -> dict[str, str]:
    """Settings of a server that everybody signs in to."""
    return connected | {
        "PROCORE_PUBLIC_URL": "https://mcp.example.com",
        "PROCORE_ENCRYPTION_KEY": secrets.token_urlsafe(32),
    }


def sign_in(serving: dict[str, str], simulator: dict[str, Any], person: Person, clients: Sequence[str]) -> None:
    """As the server leaves it; everybody's tokens are those that the simulator gave out first."""

    async def signed_in() -> None:
        settings = load_settings(**{name.removeprefix("PROCORE_").lower(): value for name, value in serving.items()})
        async with wired_for_all(settings) as parts:
            sign_ins, upstream = parts.authorization.sign_ins, parts.authorization.upstream
            tokens = TokenSet(simulator["access_token"], simulator["refresh_token"], time.time() + 5_400)
            await upstream.vault.of(person.user).save(tokens)
            await sign_ins.people.meet(Person(person.user, person.name, person.login, time.time()))
            for client in clients:
                name = "Claude" if client == CLAUDE else "Cursor"
                asked = Asked(client, name, "https://x.example/", "", "https://mcp.example.com/mcp", "procore", None)
                assert await sign_ins.add(asked, person.user)

    anyio.run(signed_in)


def listed(run: Run, serving: dict[str, str]) -> list[dict[str, Any]]:
    result = run("users", "--json", **serving)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def is_alive(simulator: dict[str, Any]) -> bool:
    headers = {"Authorization": f"Bearer {simulator['access_token']}"}
    return httpx2.get(f"{simulator['login_url']}/oauth/token/info", headers=headers).status_code == 200


def test_the_list_shows_who_when_and_with_which_clients_and_no_token(
    run: Run, serving: dict[str, str], simulator: dict[str, Any]
) -> None:
    assert listed(run, serving) == []
    sign_in(serving, simulator, PRIYA, [CLAUDE, CURSOR])
    sign_in(serving, simulator, DALE, [CURSOR])
    dale, priya = sorted(listed(run, serving), key=lambda user: user["name"])
    assert (priya["user_id"], priya["login"]) == (7, "priya@calloway.example")
    assert [client["client_id"] for client in priya["clients"]] == [CLAUDE, CURSOR]
    assert [client["name"] for client in dale["clients"]] == ["Cursor"]
    assert priya["signed_in_at"].startswith("20")
    assert priya["last_used_at"].endswith("Z")
    shown = run("users", **serving).stdout
    assert "Priya Raman <priya@calloway.example>, Procore user 7" in shown
    assert f"client {CLAUDE}" in shown
    assert "2 people are signed in." in shown
    assert simulator["refresh_token"] not in shown


def test_a_person_is_ended_by_id_or_login_here_and_at_procore(
    run: Run, serving: dict[str, str], fresh: dict[str, Any]
) -> None:
    sign_in(serving, fresh, PRIYA, [CLAUDE])
    sign_in(serving, fresh, DALE, [CLAUDE])
    assert is_alive(fresh)
    ended = run("revoke", "priya@calloway.example", **serving)
    assert ended.exit_code == 0, ended.stderr
    assert "Ended: Priya Raman <priya@calloway.example>" in ended.stdout
    assert not is_alive(fresh)
    assert run("users", **serving).stdout.endswith("1 person is signed in.\n")
    assert run("revoke", "8", **serving).exit_code == 0
    again = run("revoke", "8", **serving)
    assert again.exit_code == 1
    assert "nothing to end" in again.stderr


def test_a_client_is_ended_for_everybody(run: Run, serving: dict[str, str], simulator: dict[str, Any]) -> None:
    sign_in(serving, simulator, PRIYA, [CLAUDE, CURSOR])
    sign_in(serving, simulator, DALE, [CURSOR])
    ended = run("revoke", "--client", CURSOR, **serving)
    assert sorted(ended.stdout.splitlines()) == ["Ended: Cursor for user 7", "Ended: Cursor for user 8"]
    assert [user["name"] for user in listed(run, serving)] == ["Priya Raman"], "who has no client left is forgotten"


def test_when_procore_cannot_be_told_that_a_client_was_ended_the_operator_hears_it(
    run: Run, serving: dict[str, str], simulator: dict[str, Any]
) -> None:
    sign_in(serving, simulator, PRIYA, [CURSOR])
    ended = run("revoke", "--client", CURSOR, **serving | {"PROCORE_LOGIN_URL": "http://127.0.0.1:9"})
    assert ended.exit_code == 0
    assert ended.stdout == "Ended: Cursor for user 7\n"
    assert "Procore could not be told" in ended.stderr


def test_everybody_is_ended_also_when_the_key_is_lost(
    run: Run, serving: dict[str, str], simulator: dict[str, Any]
) -> None:
    sign_in(serving, simulator, PRIYA, [CLAUDE])
    sign_in(serving, simulator, DALE, [])
    other = serving | {"PROCORE_ENCRYPTION_KEY": secrets.token_urlsafe(32)}
    ended = run("revoke", "--all", **other)
    assert ended.exit_code == 0
    assert len(ended.stdout.splitlines()) == 2
    assert "Procore could not be told" in ended.stderr
    assert listed(run, serving) == []


def test_tokens_that_nobody_is_listed_for_can_be_ended_by_id(
    run: Run, serving: dict[str, str], simulator: dict[str, Any]
) -> None:
    async def left_behind() -> None:
        settings = load_settings(**{name.removeprefix("PROCORE_").lower(): value for name, value in serving.items()})
        async with wired_for_all(settings) as parts:
            await parts.authorization.upstream.vault.of("9").save(TokenSet("a", "r", time.time()))

    anyio.run(left_behind)
    assert run("revoke", "9", **serving).stdout == "Ended: user 9\n"


def test_an_empty_name_ends_nobody(run: Run, serving: dict[str, str], simulator: dict[str, Any]) -> None:
    """As a script gives it whose variable is not set."""
    sign_in(serving, simulator, Person("9", "Robin", "", 0.0), [CLAUDE])
    for words in (("revoke", ""), ("revoke", " "), ("revoke", "--client", "")):
        assert run(*words, **serving).exit_code == 2
    assert [user["name"] for user in listed(run, serving)] == ["Robin"]


def test_a_login_is_found_in_any_case(run: Run, serving: dict[str, str], simulator: dict[str, Any]) -> None:
    sign_in(serving, simulator, PRIYA, [CLAUDE])
    assert run("revoke", "Priya@Calloway.Example ", **serving).exit_code == 0
    assert listed(run, serving) == []


@pytest.mark.parametrize("words", [(), ("7", "--all"), ("--client", "x", "--all")])
def test_what_is_to_be_ended_must_be_named_once(run: Run, serving: dict[str, str], words: tuple[str, ...]) -> None:
    result = run("revoke", *words, **serving)
    assert result.exit_code == 2
    assert "Name one of" in result.stderr


def test_a_server_without_a_public_address_says_what_is_missing(run: Run, connected: dict[str, str]) -> None:
    result = run("users", **connected)
    assert result.exit_code == 2
    assert "PROCORE_PUBLIC_URL is not set" in result.stderr


@pytest.fixture
def fresh(simulator: dict[str, Any]) -> dict[str, Any]:
    """A sign-in of its own, that may be ended."""
    with httpx2.Client() as http:
        asked = {
            "response_type": "code",
            "client_id": simulator["client_id"],
            "redirect_uri": simulator["redirect_uri"],
            "decision": "allow",
            "person_id": str(simulator["user_id"]),
        }
        back = http.post(f"{simulator['login_url']}/oauth/authorize", data=asked).headers["location"]
        told = http.post(
            f"{simulator['login_url']}/oauth/token",
            data={
                "grant_type": "authorization_code",
                "client_id": simulator["client_id"],
                "client_secret": simulator["client_secret"],
                "redirect_uri": simulator["redirect_uri"],
                "code": httpx2.URL(back).params["code"],
            },
        ).json()
    return simulator | {name: told[name] for name in ("access_token", "refresh_token")}
