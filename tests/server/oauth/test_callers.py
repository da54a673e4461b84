from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken
from starlette.requests import Request

from procore_mcp.api.messages import Download, Response
from procore_mcp.api.messages import Request as ProcoreRequest
from procore_mcp.engine.session import Session
from procore_mcp.errors import SignInRequired
from procore_mcp.server.context import Context
from procore_mcp.server.oauth import callers
from procore_mcp.server.oauth.callers import Callers

pytestmark = pytest.mark.anyio


class SignedOut:
    """A sender whose person has to sign in again."""

    async def send(self, request: ProcoreRequest) -> Response:
        raise SignInRequired("It is over.", hint="Run `procore-mcp login`.")

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        raise SignInRequired("It is over.", hint="Run `procore-mcp login`.")


def context(user: str | None) -> Context:
    scope: dict[str, object] = {"type": "http", "path": "/mcp", "headers": []}
    if user is not None:
        scope["user"] = AuthenticatedUser(AccessToken(token="t", client_id="c", scopes=[], subject=user))
    return cast("Context", SimpleNamespace(request=Request(scope)))


def made(ended: list[str], built: list[str]) -> Callers:
    def session_of(user: str) -> Session:
        built.append(user)
        return Session(user, SignedOut())

    async def note(user: str) -> None:
        ended.append(user)

    return Callers(session_of, note)


async def test_each_person_gets_a_session_of_their_own_and_keeps_it() -> None:
    built: list[str] = []
    ours = made([], built)
    first, other, again = [await ours.session(context(user)) for user in ("7", "8", "7")]
    assert (first.user, other.user, again is first) == ("7", "8", True)
    assert built == ["7", "8"]


async def test_who_was_not_seen_for_long_gets_a_new_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(callers, "MOST_REMEMBERED", 2)
    built: list[str] = []
    ours = made([], built)
    for user in ("7", "8", "7", "9", "7", "8"):
        await ours.session(context(user))
    assert built == ["7", "8", "9", "8"]


@pytest.mark.parametrize("user", [None])
async def test_a_request_without_a_person_is_refused(user: str | None) -> None:
    with pytest.raises(SignInRequired):
        await made([], []).session(context(user))
    with pytest.raises(SignInRequired):
        await made([], []).session(cast("Context", SimpleNamespace(request=None)))


async def test_whoever_has_to_sign_in_again_is_told_how_here_and_their_grants_end() -> None:
    ended: list[str] = []
    session = await made(ended, []).session(context("7"))
    with pytest.raises(SignInRequired) as sent:
        await session.sender.send(ProcoreRequest("GET", "/"))
    with pytest.raises(SignInRequired):
        await session.sender.download("https://x.example/", max_bytes=1)
    assert ended == ["7", "7"]
    assert "procore-mcp login" not in str(sent.value.hint)
