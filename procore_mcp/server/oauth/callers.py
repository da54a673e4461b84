"""One session for each person who is signed in."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from starlette.requests import Request

from procore_mcp.api.messages import Download, Sender
from procore_mcp.api.messages import Request as ProcoreRequest
from procore_mcp.api.messages import Response as ProcoreResponse
from procore_mcp.engine.session import Session
from procore_mcp.errors import SignInRequired
from procore_mcp.server.context import Context

MOST_REMEMBERED = 1_000  # people of one process; a session that was dropped is made again
_AGAIN = "Your program will ask you to sign in: let it, then try again. Nothing was sent to Procore."
Ended = Callable[[str], Awaitable[None]]


class Callers:
    """`session_of` makes the session of one person, who is Procore's user id; `ended` hears of people whose Procore
    sign-in is gone.

    What is remembered saves work only: it holds the connection of each person to their own tokens, and any process can
    make it anew.
    """

    def __init__(self, session_of: Callable[[str], Session], ended: Ended) -> None:
        self._session_of = session_of
        self._ended = ended
        self._sessions: OrderedDict[str, Session] = OrderedDict()

    async def session(self, context: Context) -> Session:
        """Raises SignInRequired for a request that came past the gate; the gate lets none."""
        user = _user(context)
        if user not in self._sessions:
            session = self._session_of(user)
            self._sessions[user] = replace(session, sender=Watched(user, session.sender, self._ended))
        self._sessions.move_to_end(user)
        if len(self._sessions) > MOST_REMEMBERED:
            self._sessions.popitem(last=False)
        return self._sessions[user]


@dataclass(frozen=True, slots=True)
class Watched:
    """A Sender that tells when the person behind it is no longer signed in to Procore."""

    user: str
    sender: Sender
    ended: Ended

    async def send(self, request: ProcoreRequest) -> ProcoreResponse:
        try:
            return await self.sender.send(request)
        except SignInRequired as problem:
            raise await self._over(problem) from problem

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        try:
            return await self.sender.download(link, max_bytes=max_bytes, company_id=company_id)
        except SignInRequired as problem:
            raise await self._over(problem) from problem

    async def _over(self, problem: SignInRequired) -> SignInRequired:
        await self.ended(self.user)
        return SignInRequired(problem.message, hint=_AGAIN)


def _user(context: Context) -> str:
    """From the very request: a context variable may outlive it."""
    request = context.request
    user = request.scope.get("user") if isinstance(request, Request) else None
    subject = user.access_token.subject if isinstance(user, AuthenticatedUser) else None
    if subject is None:
        raise SignInRequired("Nobody is signed in.", hint=_AGAIN)
    return subject
