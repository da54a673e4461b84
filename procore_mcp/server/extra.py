"""A door for the conformance suite: its fixtures pass through the pipeline of the real tools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import mcp_types
from pydantic import BaseModel

from procore_mcp.server.context import Answering, Context, ToolResult


class ExtraCatalogue(Protocol):
    """Nothing but tests gives one to build_server, and no setting reaches it."""

    @property
    def tools(self) -> Sequence[mcp_types.Tool]:
        """Listed after the surface."""
        ...

    @property
    def requests(self) -> Mapping[str, tuple[type[BaseModel], Answering]]:
        """Further requests of the protocol, such as `prompts/list`, each with the model of its parameters."""
        ...

    async def call(self, context: Context, params: mcp_types.CallToolRequestParams) -> ToolResult:
        """Run one of `tools`."""
        ...
