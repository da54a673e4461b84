"""The sender of one signed-in person."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

import httpx2

from procore_mcp.api.clock import Clock
from procore_mcp.api.courier import Allowance, Courier
from procore_mcp.api.messages import Download, Request, Response
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.transfer import fetch_file
from procore_mcp.api.wire import Http, TooLarge
from procore_mcp.api.wire_request import own_headers, wire_request
from procore_mcp.config.environment import Environment
from procore_mcp.errors import ProcoreError
from procore_mcp.events import Watch, unwatched

LARGEST_ANSWER: Final = 32 * 2**20  # bytes
_CALL = 60.0  # seconds of one call, without its wait for the rate windows
_DOWNLOAD = 300.0  # seconds of one download, the same way


class Client:
    """Implements `Sender`. `http` and `pacer` are shared by everyone who uses this Procore app; `user` takes turns with
    the others; `auth` puts the person's token on what goes to trusted hosts, and is asked for nothing else.

    `max_wait` bounds the seconds that one call waits for the rate windows; `chance` gives numbers from 0 to 1;
    `watch` hears of each wait and each exchange.
    """

    def __init__(
        self,
        http: Http,
        environment: Environment,
        auth: httpx2.Auth | None,
        pacer: Pacer,
        clock: Clock,
        *,
        user: str = "",
        max_wait: float = 60.0,
        chance: Callable[[], float] = random.random,
        watch: Watch = unwatched,
    ) -> None:
        self._environment = environment
        self._auth = auth
        self._courier = Courier(http, environment, pacer, clock, user, max_wait, chance, watch)

    async def send(self, request: Request) -> Response:
        """See `Sender.send`. Raises ProcoreError for an answer of more than LARGEST_ANSWER bytes."""
        outgoing = wire_request(self._environment, request)
        try:
            answer = await self._signed(outgoing, self._courier.allowance(LARGEST_ANSWER, seconds=_CALL))
        except TooLarge as large:
            hint = _ASK_FOR_LESS if request.is_read else _CHANGED_ALL_THE_SAME
            raise _too_large("ANSWER_TOO_LARGE", "The answer", large, hint=hint) from None
        return Response(answer.status_code, dict(answer.headers), answer.content)

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        """See `Sender.download`."""
        allowance = self._courier.allowance(max_bytes, seconds=_DOWNLOAD)

        async def fetch(url: httpx2.URL, *, with_token: bool) -> httpx2.Response:
            headers = own_headers(company_id if with_token else None, accept="*/*")
            request = httpx2.Request("GET", url, headers=headers)
            return await (self._signed if with_token else self._courier.carry)(request, allowance)

        try:
            return await fetch_file(self._environment, link, fetch)
        except TooLarge as large:
            raise _too_large("FILE_TOO_LARGE", "The file", large, hint=_OPEN_IN_PROCORE) from None

    async def _signed(self, request: httpx2.Request, allowance: Allowance) -> httpx2.Response:
        """Let `auth` hold its conversation: each of its requests is paced and retried like any other."""
        if self._auth is None:
            return await self._courier.carry(request, allowance)
        flow = self._auth.async_auth_flow(request)
        try:
            request = await anext(flow)
            while True:
                answer = await self._courier.carry(request, allowance)
                try:
                    request = await flow.asend(answer)
                except StopAsyncIteration:
                    return answer
        finally:
            await flow.aclose()


_ASK_FOR_LESS = "Ask for less: a smaller page, a filter, or one record at a time."
_CHANGED_ALL_THE_SAME = (
    "If this was a change, it has happened: look at the record, and do not send it again. For a search, ask for less."
)
_OPEN_IN_PROCORE = "Allow a larger size if the tool offers that, or open the file in Procore."


def _too_large(kind: str, what: str, large: TooLarge, *, hint: str) -> ProcoreError:
    size = f" ({large.size:,} bytes)" if large.size is not None else ""
    message = f"{what} is larger{size} than the {large.limit:,} bytes that are allowed here, so it was not read."
    return ProcoreError(message, status=large.status, kind=kind, request_id=large.request_id, hint=hint)
