"""The last net under every function that the SDK calls."""

from __future__ import annotations

import functools
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeVar

from mcp.shared.exceptions import MCPError
from mcp_types import INTERNAL_ERROR

from procore_mcp.server.context import Context

Params = TypeVar("Params")
Result = TypeVar("Result")

_log = logging.getLogger(__name__)


def safe(function: Callable[[Context, Params], Awaitable[Result]]) -> Callable[[Context, Params], Awaitable[Result]]:
    """The same function, whose unexpected exceptions reach the log whole and the client as a reference only.

    Without it the SDK sends the exception's text to clients of 2025-11-25, and reports a pydantic error of ours as
    the client's mistake.
    """

    @functools.wraps(function)
    async def wrapped(context: Context, params: Params) -> Result:
        try:
            return await function(context, params)
        except MCPError:
            raise
        except Exception as error:
            reference = secrets.token_hex(6)
            _log.exception("Unexpected error %s in %s", reference, context.method)
            raise MCPError(
                INTERNAL_ERROR, f"Unexpected error inside procore-mcp. Its log has the cause under {reference}."
            ) from error

    return wrapped
