"""A browser, and the person in front of it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, urlencode, urlsplit

import anyio
import httpx2
import pytest

from procore_mcp.auth.account import Account
from procore_mcp.auth.browser import Person, sign_in
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.tokens import TokenSet


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


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
