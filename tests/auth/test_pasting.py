"""Signing in where the browser cannot come back by itself."""

from __future__ import annotations

import socket
from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.config.settings import OUT_OF_BAND
from procore_mcp.errors import SignInRequired
from tests.auth.fake_browser import Browser, comes_back, signed_in_with
from tests.auth.fake_procore import REDIRECT_URI, FakeProcore


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
