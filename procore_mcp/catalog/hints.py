"""What a client may tell its user about a tool before it runs."""

from __future__ import annotations

from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool


def hints(tool: Tool) -> dict[str, bool]:
    """The protocol's annotations. Every tool reaches Procore, where others work too: an open world."""
    return {
        "readOnlyHint": tool.safety is Safety.READ,
        "destructiveHint": tool.is_destructive,
        "idempotentHint": tool.is_idempotent,
        "openWorldHint": True,
    }
