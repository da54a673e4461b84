"""The simulator's own doors on the api origin: not Procore's, not counted, for this machine only."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TypeAlias, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.contracts import coverage
from procore_mcp.simulator.control.fault_form import fault_of
from procore_mcp.simulator.control.settings_form import settings_of
from procore_mcp.simulator.control.status_page import status_page
from procore_mcp.simulator.faults import Fault, read_fault
from procore_mcp.simulator.interior import Interior
from procore_mcp.simulator.introduction import introduce
from procore_mcp.simulator.json_reading import read_json
from procore_mcp.simulator.json_types import Json, Record, is_record
from procore_mcp.simulator.oauth.forms import read_form
from procore_mcp.simulator.refusals import Refusal, json_response
from procore_mcp.simulator.settings import change_settings

ROOT = "/_simulator/"
_SHOWN = ("method", "path", "times", "skip", "status", "delay", "drop", "html", "truncate", "slow_body")
_LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1", "testclient"})
Given = TypeVar("Given")
Read = TypeVar("Read")
_Door: TypeAlias = Callable[[Request], Awaitable[Response]]


class ControlHost:
    """Faults, settings, report, facts, clock and tokens, for tests in other processes and for curious people."""

    def __init__(self, simulator: Interior) -> None:
        self._simulator = simulator
        self._doors: dict[tuple[str, str], _Door] = {
            ("GET", ""): self._page,
            ("GET", "facts"): self._facts,
            ("POST", "faults"): self._add_fault,
            ("POST", "forms/faults"): self._fault_form,
            ("POST", "forms/settings"): self._settings_form,
            ("GET", "faults"): self._list_faults,
            ("DELETE", "faults"): self._clear_faults,
            ("GET", "settings"): self._settings,
            ("POST", "settings"): self._change_settings,
            ("GET", "coverage"): self._coverage,
            ("GET", "report"): self._report,
            ("DELETE", "report"): self._clear_report,
            ("POST", "clock/advance"): self._advance,
            ("POST", "expire-tokens"): self._expire,
        }

    async def answer(self, request: Request) -> Response:
        if request.client is not None and request.client.host not in _LOOPBACK:
            return json_response({"message": "The simulator's own doors open for this machine only."}, 403)
        door = self._doors.get((request.method, request.scope["path"].removeprefix(ROOT.rstrip("/")).strip("/")))
        if door is None:
            names = sorted(f"{method} {ROOT}{name}" for method, name in self._doors)
            return json_response({"message": "There is no such door.", "doors": list[Json](names)}, 404)
        try:
            return await door(request)
        except Refusal as refusal:
            return refusal.response("v1")

    async def _page(self, request: Request) -> Response:
        del request
        return status_page(self._simulator, ROOT)

    async def _facts(self, request: Request) -> Response:
        del request
        return json_response(dict(introduce(self._simulator).as_json()))

    async def _add_fault(self, request: Request) -> Response:
        raw = {"method": "*", "path": ".*"} | await _read(request)
        self._simulator.faults.waiting.append(_understood(read_fault, raw))
        return json_response({"waiting": len(self._simulator.faults.waiting)}, 201)

    async def _fault_form(self, request: Request) -> Response:
        form = await self._own_form(request)
        if form.get("act") == "clear":
            self._simulator.faults.clear()
        else:
            self._simulator.faults.waiting.append(_understood(fault_of, form))
        return RedirectResponse(ROOT, 303)

    async def _settings_form(self, request: Request) -> Response:
        form = await self._own_form(request)
        _understood(lambda given: change_settings(self._simulator.settings, settings_of(given)), form)
        return RedirectResponse(ROOT, 303)

    async def _own_form(self, request: Request) -> dict[str, str]:
        """Raises Refusal 403 for a form of another site: any page in a browser can send one here."""
        if request.headers.get("origin", f"{request.base_url}".rstrip("/")) != f"{request.base_url}".rstrip("/"):
            raise Refusal(403, "This form is only taken from the simulator's own page.")
        return await read_form(request)

    async def _list_faults(self, request: Request) -> Response:
        del request
        return json_response([_shown(fault) for fault in self._simulator.faults.waiting])

    async def _clear_faults(self, request: Request) -> Response:
        del request
        self._simulator.faults.clear()
        return Response(status_code=204)

    async def _settings(self, request: Request) -> Response:
        del request
        return json_response(asdict(self._simulator.settings))

    async def _change_settings(self, request: Request) -> Response:
        raw = await _read(request)
        _understood(lambda given: change_settings(self._simulator.settings, given), raw)
        return json_response(asdict(self._simulator.settings))

    async def _coverage(self, request: Request) -> Response:
        del request
        return json_response([resource.as_json() for resource in coverage()])

    async def _report(self, request: Request) -> Response:
        del request
        return json_response({"seen": [asdict(seen) for seen in self._simulator.report]})

    async def _clear_report(self, request: Request) -> Response:
        del request
        self._simulator.report.clear()
        return Response(status_code=204)

    async def _advance(self, request: Request) -> Response:
        clock = self._simulator.clock
        if not isinstance(clock, SteppableClock):
            raise Refusal(409, "This simulator runs on the real clock; start it with main(steppable=True).")
        seconds = (await _read(request)).get("seconds")
        if not isinstance(seconds, int | float):
            raise Refusal(400, "`seconds` must be a number, 0 or more.")
        _understood(clock.advance, seconds)
        return json_response({"now": clock()})

    async def _expire(self, request: Request) -> Response:
        del request
        self._simulator.tokens.expire_access()
        return Response(status_code=204)


def with_doors(control: ControlHost, app: ASGIApp) -> ASGIApp:
    """The app, with the simulator's own doors before it."""

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        if f"{scope['path']}/".startswith(ROOT):
            response = await control.answer(Request(scope, receive))
            await response(scope, receive, send)
        else:
            await app(scope, receive, send)

    return either


async def _read(request: Request) -> Record:
    try:
        raw = read_json(await request.body())
    except ValueError:
        raw = None
    if not is_record(raw):
        raise Refusal(400, "Send a JSON object.")
    return raw


def _understood(read: Callable[[Given], Read], raw: Given) -> Read:
    """Raises Refusal 400 in the words of what could not be read."""
    try:
        return read(raw)
    except ValidationError as bad:
        raise Refusal(400, "; ".join(map(_in_words, bad.errors()))) from bad
    except ValueError as bad:
        raise Refusal(400, str(bad)) from bad


def _in_words(error: ErrorDetails) -> str:
    place = ".".join(map(str, error["loc"]))
    return f"{place}: {error['msg']}" if place else error["msg"]


def _shown(fault: Fault) -> Json:
    return {name: getattr(fault, name) for name in _SHOWN}
