"""Names for the SDK's types as this package uses them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import mcp_types
from mcp.server.context import HandlerResult, ServerRequestContext

Context = ServerRequestContext[Any, Any]
ToolResult = mcp_types.CallToolResult | mcp_types.InputRequiredResult
# The SDK pairs each function with its own parameter model and checks the pair at run time only.
Answering = Callable[[Context, Any], Awaitable[HandlerResult]]
