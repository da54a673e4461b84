"""Names for the SDK's types as this package uses them, and where a request came in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import mcp_types
from mcp.server.context import HandlerResult, ServerRequestContext
from mcp.shared.exceptions import MCPError
from starlette.requests import Request

from procore_mcp.server.address import Address, address_at

Context = ServerRequestContext[Any, Any]
ToolResult = mcp_types.CallToolResult | mcp_types.InputRequiredResult
# The SDK pairs each function with its own parameter model and checks the pair at run time only.
Answering = Callable[[Context, Any], Awaitable[HandlerResult]]
_UNBOUND = Address()


def address_of(context: Context) -> Address:
    """The address of the very request, also within a session of 2025-11-25; over stdio nothing is bound."""
    request = context.request
    if not isinstance(request, Request):
        return _UNBOUND
    address = address_at(request.scope["path"])
    if address is None:  # the door lets none of these in; to take one for an unbound address would open it wide
        raise MCPError(mcp_types.INVALID_REQUEST, "There is no MCP server at this address.")
    return address
