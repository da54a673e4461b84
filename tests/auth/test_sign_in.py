"""Signing in through a browser, over a real socket of this machine."""

from __future__ import annotations

import errno
import logging
import socket
from dataclasses import replace
from urllib.parse import urlsplit

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth.account import Account
from procore_mcp.auth.browser import mint, sign_in
from procore_mcp.auth.grants import Grants
from procore_mcp.errors import BadSetting, SignInRequired
from tests.auth.fake_browser import Browser, asked_for, comes_back, signed_in_with
from tests.auth.fake_procore import CLIENT_ID, FakeProcore


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]"])
@pytest.mark.anyio
async def test_the_browser_comes_back_and_the_tokens_are_kept(
    procore: FakeProcore, account: Account, at_port: Grants, host: str
):
    procore.codes.add("code-1")
    browser = Browser(comes_back(host, code="code-1"))
    tokens = await signed_in_with(browser, account, at_port)
    assert await account.store.load() == tokens
    assert tokens.refresh_token is not None
    (answer,) = browser.answers
    assert answer.status_code == 200
    assert "You are signed in" in answer.text
    assert '<html lang="en">' in answer.text
    assert "code-1" not in answer.text


@pytest.mark.anyio
async def test_procore_is_asked_for_a_code_without_a_scope(procore: FakeProcore, account: Account, at_port: Grants):
    procore.codes.add("code-1")
    browser = Browser(comes_back(code="code-1"))
    await signed_in_with(browser, account, at_port)
    (url,) = browser.opened
    assert url.startswith("https://login.procore.example/oauth/authorize?")
    asked = asked_for(url)
    assert len(asked.pop("state")) >= 43
    assert asked == {"response_type": "code", "client_id": CLIENT_ID, "redirect_uri": at_port.redirect_uri}
    assert url in browser.announced[0]


@pytest.mark.anyio
async def test_every_attempt_has_a_state_of_its_own(at_port: Grants):
    assert at_port.authorization(mint).state != at_port.authorization(mint).state


@pytest.mark.anyio
async def test_a_wrong_state_is_turned_away_and_the_right_one_still_works(
    procore: FakeProcore, account: Account, at_port: Grants
):
    procore.codes |= {"code-1", "stolen"}
    browser = Browser(
        comes_back(code="stolen", state="guessed"),
        comes_back(code="stolen", state=""),
        comes_back(error="access_denied", state="ünguessed"),
        comes_back(),
        comes_back(path="/favicon.ico"),
        comes_back(code="code-1"),
    )
    await signed_in_with(browser, account, at_port)
    assert [answer.status_code for answer in browser.answers] == [400, 400, 400, 400, 404, 200]
    assert [form["code"] for _, form in procore.forms] == ["code-1"]


@pytest.mark.anyio
async def test_a_refused_consent_ends_the_sign_in(procore: FakeProcore, account: Account, at_port: Grants):
    browser = Browser(comes_back(error="access_denied", error_description="<script>alert(1)</script>"))
    with pytest.raises(SignInRequired, match="You declined"):
        await signed_in_with(browser, account, at_port)
    assert "You declined" in browser.answers[0].text
    assert "<script>" not in browser.answers[0].text
    assert procore.forms == []
    assert await account.store.load() is None


@pytest.mark.anyio
async def test_another_error_of_procore_ends_the_sign_in(account: Account, at_port: Grants):
    with pytest.raises(SignInRequired, match="did not grant"):
        await signed_in_with(Browser(comes_back(error="server_error")), account, at_port)


@pytest.mark.anyio
async def test_a_code_that_was_used_before_shows_that_nobody_is_signed_in(
    procore: FakeProcore, account: Account, at_port: Grants
):
    browser = Browser(comes_back(code="used"))
    with pytest.raises(SignInRequired):
        await signed_in_with(browser, account, at_port)
    assert browser.answers[0].status_code == 400
    assert "You are not signed in" in browser.answers[0].text


@pytest.mark.anyio
async def test_a_replayed_answer_finds_nobody_listening(procore: FakeProcore, account: Account, at_port: Grants):
    procore.codes.add("code-1")
    browser = Browser(comes_back(code="code-1"))
    await signed_in_with(browser, account, at_port)
    with pytest.raises(httpx2.ConnectError):
        httpx2.get(comes_back(code="code-1")(asked_for(browser.opened[0])))
    assert len(procore.forms) == 1


@pytest.mark.anyio
async def test_connections_that_a_browser_opens_ahead_do_not_block_it(
    procore: FakeProcore, account: Account, at_port: Grants
):
    procore.codes.add("code-1")
    port = urlsplit(at_port.redirect_uri).port or 0
    idle: list[socket.socket] = []

    def speculate(asked: dict[str, str]) -> str:
        idle.append(socket.create_connection(("127.0.0.1", port)))
        with socket.create_connection(("127.0.0.1", port)) as gone:
            gone.sendall(b"GET /do")
        with socket.create_connection(("127.0.0.1", port)) as odd:
            odd.sendall(b"\x16\x03\x01 no HTTP\r\n\r\n")
            assert odd.recv(1) == b""
        with socket.create_connection(("127.0.0.1", port)) as endless:
            endless.sendall(b"GET /done HTTP/1.1\r\nX: " + b"x" * 17_000)
            assert endless.recv(12) == b"HTTP/1.1 400"
        return comes_back(code="code-1")(asked)

    await signed_in_with(Browser(speculate), account, at_port)
    for connection in idle:
        connection.close()


@pytest.mark.anyio
async def test_nobody_coming_back_ends_the_wait(account: Account, at_port: Grants, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("procore_mcp.auth.browser.PATIENCE", 0.0)
    with anyio.fail_after(20), pytest.raises(SignInRequired, match="five minutes"):
        await sign_in(account, at_port, Browser().person)


@pytest.mark.anyio
async def test_a_machine_without_ipv6_listens_on_ipv4_alone(
    procore: FakeProcore, account: Account, at_port: Grants, monkeypatch: pytest.MonkeyPatch
):
    procore.codes.add("code-1")
    listen = anyio.create_tcp_listener

    async def without_ipv6(*, local_host: str, local_port: int):
        if local_host == "::1":
            raise OSError(errno.EADDRNOTAVAIL, "no such address")
        return await listen(local_host=local_host, local_port=local_port)

    monkeypatch.setattr(anyio, "create_tcp_listener", without_ipv6)
    await signed_in_with(Browser(comes_back(code="code-1")), account, at_port)
    assert await account.store.load() is not None


@pytest.mark.anyio
async def test_the_wrong_environment_is_named_in_terminal_and_browser(
    procore: FakeProcore, account: Account, at_port: Grants
):
    browser = Browser(comes_back(code="code-1"))
    with pytest.raises(BadSetting, match="production"):
        await signed_in_with(browser, account, replace(at_port, client_secret=SecretStr("of the sandbox")))
    assert "does not know this client id" in browser.answers[0].text


@pytest.mark.anyio
async def test_no_secret_of_a_sign_in_is_logged_or_announced(
    procore: FakeProcore, account: Account, at_port: Grants, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    procore.codes.add("code-1-secret")
    browser = Browser(comes_back(code="code-1-secret"))
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # the browser of this test is one of its users
    tokens = await signed_in_with(browser, account, at_port)
    shown = " ".join([caplog.text, repr(tokens), browser.answers[0].text, *browser.announced])
    assert [secret for secret in procore.secrets if secret in shown] == []
