"""What every host does around its answers: request ids, limits, scripted faults, and the report."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Awaitable, Callable
from email.utils import formatdate
from typing import Protocol

from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, Response
from starlette.types import Receive, Scope, Send

from procore_mcp.simulator.delivery import deliver, hang_up
from procore_mcp.simulator.faults import HTML, Fault, Faults
from procore_mcp.simulator.incoming import BodyTooLarge, capped
from procore_mcp.simulator.links import FILES
from procore_mcp.simulator.rates import Rates, Standing
from procore_mcp.simulator.refusals import Refusal, family_of, too_many
from procore_mcp.simulator.report import App, Report, Seen
from procore_mcp.simulator.settings import Settings


class Surroundings(Protocol):
    """The parts of a simulator that every host shares."""

    settings: Settings
    rates: Rates
    faults: Faults
    report: Report
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]


class RequestIds:
    """Identifiers that look like Procore's and repeat for a seed."""

    def __init__(self, seed: int) -> None:
        self._prefix = f"{random.Random(seed).getrandbits(64):016x}"  # noqa: S311  identifiers, not secrets
        self._count = itertools.count(1)

    def next(self) -> str:
        return f"{self._prefix[:8]}-{self._prefix[8:12]}-4{self._prefix[13:]}-a000-{next(self._count):012x}"


class Front:
    """An ASGI app: one host of the simulated Procore."""

    def __init__(
        self, app: App, around: Surroundings, ids: RequestIds, answer: Callable[[Request], Awaitable[Response]]
    ) -> None:
        self._app: App = app
        self._around = around
        self._ids = ids
        self._answer = answer
        self._running = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._running += 1
        try:
            incoming = capped(receive, self._around.settings.most_body_bytes)
            await self._serve(Request(scope, incoming), send)
        except ClientDisconnect:
            return  # nobody is left to answer
        finally:
            self._running -= 1

    async def _serve(self, request: Request, send: Send) -> None:
        seen = self._note(request)
        standing = self._around.rates.count() if self._is_counted(seen) else None
        fault = self._around.faults.take(request.method, seen.path)
        if fault is None:
            response = await self._reply(request, standing)
            self._finish(response, seen, standing)
            await response(request.scope, request.receive, send)
        else:
            await self._misbehave(fault, request, seen, standing, send)

    def _note(self, request: Request) -> Seen:
        headers = request.headers
        seen = Seen(
            app=self._app,
            method=request.method,
            path=request.scope["path"],
            query=request.scope["query_string"].decode("latin-1"),
            company_id=headers.get("procore-company-id"),
            bearer=headers.get("authorization", "").lower().startswith("bearer "),
            request_id=self._ids.next(),
        )
        self._around.report.add(seen)
        return seen

    def _is_counted(self, seen: Seen) -> bool:
        """Files come from hosts of their own, which have no part in the limits."""
        return self._app != "storage" and not seen.path.startswith(FILES)

    async def _reply(self, request: Request, standing: Standing | None) -> Response:
        settings = self._around.settings
        is_crowded = 0 < settings.most_at_once < self._running
        if standing is not None and (standing.exceeded or is_crowded):
            wait = self._around.rates.retry_after(standing) if settings.retry_after else None
            return too_many(request.scope["path"], wait, settings.limit_body)
        try:
            return await self._answer(request)
        except BodyTooLarge:
            return Refusal(413, "The body is too large.", listed=True).response(family_of(request.scope["path"]))

    def _finish(self, response: Response, seen: Seen, standing: Standing | None) -> None:
        seen.status = response.status_code
        response.headers["X-Request-Id"] = seen.request_id
        # Of the same clock as the resets of the limits: clients compare the two to learn how far they are off.
        response.headers["Date"] = formatdate(self._around.clock(), usegmt=True)
        if standing is not None:
            response.headers.update(standing.headers())
            response.headers["Cache-Control"] = "no-store, must-revalidate, private, max-age=0"

    async def _misbehave(
        self, fault: Fault, request: Request, seen: Seen, standing: Standing | None, send: Send
    ) -> None:
        seen.fault = True
        if fault.delay:
            await self._around.sleep(fault.delay)
        if fault.drop == "before_commit":
            await hang_up(request)
            return
        response = _scripted(fault) if fault.status else await self._reply(request, standing)
        if fault.drop == "after_commit":
            await hang_up(request)
            return
        self._finish(response, seen, standing)
        response.headers.update(fault.headers)
        await deliver(response, fault, request, send, self._around.sleep)


def _scripted(fault: Fault) -> Response:
    status = fault.status or 500
    if fault.html:
        return HTMLResponse(HTML.format(status=status), status)
    if fault.body is None:
        return Response(b"", status)
    if isinstance(fault.body, str):
        return Response(fault.body, status, media_type="text/plain")
    return Response(json.dumps(fault.body), status, media_type="application/json")
