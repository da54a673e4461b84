"""What a client is told by one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import mcp_types
from mcp import Client, MCPError


@dataclass(frozen=True)
class Told:
    """`data` is the structured content; `whole` is everything that went over the wire, as text."""

    data: dict[str, Any]
    whole: str
    failed: bool = False
    content: tuple[mcp_types.ContentBlock, ...] = ()

    @property
    def error(self) -> dict[str, Any]:
        assert self.failed, self.whole
        return self.data["error"]

    @property
    def record(self) -> dict[str, Any]:
        assert not self.failed, self.whole
        return self.data["record"]

    @property
    def items(self) -> list[dict[str, Any]]:
        assert not self.failed, self.whole
        return self.data["items"]


async def tell(client: Client, tool: str, arguments: Mapping[str, object] | None = None) -> Told:
    """A protocol error is told as a tool's error is: its data has the same form."""
    try:
        result = await client.call_tool(tool, dict(arguments or {}))
    except MCPError as error:
        return Told({"error": {"message": error.message, **(error.data or {})}}, f"{error.error!r}", failed=True)
    whole = result.model_dump_json(by_alias=True)
    return Told(result.structured_content or {}, whole, bool(result.is_error), tuple(result.content))


async def tell_all(client: Client, tool: str, arguments: Mapping[str, object]) -> list[Told]:
    """Every page, each asked for with what the one before says in `next`."""
    pages = [await tell(client, tool, arguments)]
    while following := pages[-1].data.get("next"):
        assert len(pages) < 200, "the pages have no end"
        pages.append(await tell(client, tool, {**arguments, **following}))
    return pages


async def done(client: Client, tool: str, arguments: Mapping[str, object]) -> dict[str, Any]:
    """The record that a tool answers with, without a warning."""
    told = await tell(client, tool, arguments)
    assert "warnings" not in told.data
    return told.record
