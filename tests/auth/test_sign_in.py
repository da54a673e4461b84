"""Signing in through a browser, over a real socket of this machine."""

from __future__ import annotations

import errno
import logging
import socket
import threading
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import parse_qs, urlencode, urlsplit

import anyio
import httpx2
import pytest
from pydantic import SecretStr

from procore_mcp.auth.account import Account
from procore_mcp.auth.browser import Person, mint, sign_in
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.config import OUT_OF_BAND
from procore_mcp.errors import BadSetting, SignInRequired
from tests.auth.fake_procore import CLIENT_ID, REDIRECT_URI, FakeProcore

Browse = Callable[[str], None]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def at_port(grants: Grants) -> Grants:
    """An app whose registered redirect address names a port."""
    return replace(grants, redirect_uri=f"http://localhost:{free_port()}/done")


def asked_for(url: str) -> dict[str, str]:
    """The query of the authorization address."""
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


class Browser:
    """Once the authorization address is opened, visits the address that each of `steps` makes from its query."""

    def __init__(self, *steps: Callable[[dict[str, str]], str]) -> None:
        self.steps = steps
        self.opened: list[str] = []
        self.announced: list[str] = []
        self.asked: list[str] = []
        self.answers: list[httpx2.Response] = []
        self.finished = threading.Event()
        self.paste: Callable[[dict[str, str]], str] = lambda _: pytest.fail("asked")

    @property
    def person(self) -> Person:
        return Person(self._open, self._ask, self.announced.append)

    def _open(self, url: str) -> bool:
        self.opened.append(url)
        for step in self.steps:
            self.answers.append(httpx2.get(step(asked_for(url))))
        self.finished.set()
        return True

    def _ask(self, question: str) -> str:
        self.asked.append(question)
        return self.paste(asked_for(self.opened[0]))


def comes_back(host: str = "localhost", path: str = "/done", **query: str) -> Callable[[dict[str, str]], str]:
    """To the redirect address with `query`, by default with the state that was sent out."""

    def address(asked: dict[str, str]) -> str:
        port = urlsplit(asked["redirect_uri"]).port
        return f"http://{host}:{port}{path}?{urlencode({'state': asked['state'], **query})}"

    return address


async def signed_in_with(browser: Browser, account: Account, grants: Grants, *, paste: bool = False) -> TokenSet:
    """Returns, or raises, after the browser has its pages too."""
    with anyio.fail_after(20):
        try:
            return await sign_in(account, grants, browser.person, paste=paste)
        finally:
            assert await anyio.to_thread.run_sync(browser.finished.wait, 10)


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


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
@pytest.mark.anyio
async def test_a_taken_port_leads_to_pasting(procore: FakeProcore, account: Account, at_port: Grants, family: int):
    procore.codes.add("code-1")
    port = urlsplit(at_port.redirect_uri).port or 0
    browser = Browser()
    browser.paste = comes_back(code="code-1")
    with socket.create_server(("::1" if family == socket.AF_INET6 else "127.0.0.1", port), family=family):
        await signed_in_with(browser, account, at_port)
    assert f"Port {port}" in browser.announced[0]
    assert await account.store.load() is not None


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://localhost",
        "http://localhost/done",
        "https://localhost:8123/done",
        "http://intranet.example:8123/",
        "ftp://localhost:21/",
    ],
)
@pytest.mark.anyio
async def test_an_address_that_cannot_be_listened_on_is_pasted(
    procore: FakeProcore, account: Account, grants: Grants, redirect_uri: str
):
    procore.codes.add("code-1")
    browser = Browser()
    browser.paste = lambda asked: f"  {redirect_uri}/?code=code-1&state={asked['state']}#top \n"
    await signed_in_with(browser, account, replace(grants, redirect_uri=redirect_uri))
    assert "address" in browser.asked[0]
    assert [form["redirect_uri"] for _, form in procore.forms] == [redirect_uri]
    assert await account.store.load() is not None


@pytest.mark.parametrize("redirect_uri", [REDIRECT_URI, OUT_OF_BAND])
@pytest.mark.anyio
async def test_the_bare_code_can_be_pasted(procore: FakeProcore, account: Account, grants: Grants, redirect_uri: str):
    procore.codes.add("code-1")
    browser = Browser()
    browser.paste = lambda _: " code-1\n"
    await signed_in_with(browser, account, replace(grants, redirect_uri=redirect_uri))
    assert ("code" in browser.asked[0]) is (redirect_uri == OUT_OF_BAND)
    assert await account.store.load() is not None


@pytest.mark.parametrize(
    "pasted",
    ["", "http://localhost/", "code=code-1", "http://localhost/?code=code-1", "http://localhost/?code=code-1&state=x"],
)
@pytest.mark.anyio
async def test_something_else_that_is_pasted_is_not_sent(
    procore: FakeProcore, account: Account, grants: Grants, pasted: str
):
    procore.codes.add("code-1")
    browser = Browser()
    browser.paste = lambda _: pasted
    with pytest.raises(SignInRequired, match="pasted"):
        await signed_in_with(browser, account, grants)
    assert procore.forms == []


@pytest.mark.anyio
async def test_pasting_can_be_asked_for(procore: FakeProcore, account: Account, at_port: Grants):
    procore.codes.add("code-1")
    browser = Browser()
    browser.paste = comes_back(code="code-1")
    await signed_in_with(browser, account, at_port, paste=True)
    assert len(browser.asked) == 1


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
