"""The call that is being answered, for the lines of the log that are written meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Final

import anyio
from mcp.server.auth.middleware.auth_context import get_access_token

from procore_mcp.catalog.tool import Tool
from procore_mcp.events import Called, Watch
from procore_mcp.server.context import Context
from procore_mcp.server.request_id import new_request_id, request_id

_LONGEST_NAME = 80


@dataclass(slots=True)
class CurrentCall:
    """`client` is how the program calls itself, with the id it signed in with; `request_ids` are Procore's."""

    tool: str
    client: str | None
    user: str | None = None
    outcome: str = "UNEXPECTED_ERROR"
    request_ids: list[str] = field(default_factory=list[str])


current_call: Final[ContextVar[CurrentCall | None]] = ContextVar("current_call", default=None)


@contextmanager
def reported(
    tool: Tool, context: Context, watch: Watch, *, clock: Callable[[], float] = time.time
) -> Generator[CurrentCall]:
    """Tells `watch` of the call when it has its answer; the block notes who called and what came of it.

    A call over stdio gets its request id here.
    """
    call = CurrentCall(tool.name, client_of(context))
    number = request_id.set(request_id.get() or new_request_id())
    entered, began_at = current_call.set(call), clock()
    try:
        yield call
    except anyio.get_cancelled_exc_class():
        call.outcome = "CANCELLED"
        raise
    finally:
        watch(Called(tool.name, str(tool.safety), call.outcome, began_at, clock() - began_at, call.user))
        current_call.reset(entered)
        request_id.reset(number)


def client_of(context: Context) -> str | None:
    """`name/version` as the client tells it, then the client id of its token: the first can be anything."""
    told = context.session.client_params
    token = get_access_token()
    info = f"{told.client_info.name}/{told.client_info.version}"[:_LONGEST_NAME] if told else None
    return " ".join(filter(None, [info, token and f"({token.client_id})"])) or None
