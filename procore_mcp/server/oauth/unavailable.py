"""When the shared state or a key fails: nobody is let in, nobody is thrown out, and it is said."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.oauth.pages import refused_page
from procore_mcp.server.oauth.refusal import NO_STORE, Refusal

RETRY_AFTER = "5"  # seconds
_FOR_STRANGERS = "This server cannot work at the moment. Try again in a minute; its log has the cause."
_log = logging.getLogger(__name__)
Answering = Callable[[Request], Awaitable[Response]]


def unavailable(problem: ProcoreMcpError) -> Response:
    """The cause goes to the log alone: whoever asks here may be anybody."""
    _log.error("%s: %s %s", problem.kind, problem.message, problem.hint or "")
    body = {"error": "temporarily_unavailable", "error_description": _FOR_STRANGERS}
    return JSONResponse(body, 503, {**NO_STORE, "Retry-After": RETRY_AFTER})


def for_programs(answer: Answering) -> Answering:
    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except Refusal as refusal:
            return refusal.response()
        except ProcoreMcpError as problem:
            return unavailable(problem)
        except Exception:  # noqa: BLE001 - the last net: what it was is nothing for strangers
            return _broken(request)

    return answered


def for_people(answer: Answering) -> Answering:
    async def answered(request: Request) -> Response:
        try:
            return await answer(request)
        except ProcoreMcpError as problem:
            unavailable(problem)
        except Exception:  # noqa: BLE001 - the last net: what it was is nothing for strangers
            _broken(request)
        return refused_page(_FOR_STRANGERS, status=503)

    return answered


def _broken(request: Request) -> Response:
    _log.exception("Unexpected error at %s", request.url.path)
    body = {"error": "server_error", "error_description": _FOR_STRANGERS}
    return JSONResponse(body, 500, NO_STORE)
