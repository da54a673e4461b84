"""tools/list, page by page."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from functools import cached_property

import mcp_types
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, ListToolsResult, PaginatedRequestParams, ToolAnnotations

from procore_mcp.catalog.binding import Bound
from procore_mcp.catalog.hints import hints
from procore_mcp.catalog.tool import Tool
from procore_mcp.server.context import Context, address_of

MAX_PAGE_TOOLS = 100
MAX_PAGE_BYTES = 450_000


class Listing:
    """The surface in its own order. A page is built once for each way of binding: which company it is makes no
    difference.
    """

    def __init__(self, surface: Sequence[Tool], extra: Sequence[mcp_types.Tool] = ()) -> None:
        self._surface = surface
        self._extra = extra
        self._pages: dict[tuple[Bound, int], ListToolsResult] = {}

    async def __call__(self, context: Context, params: PaginatedRequestParams | None) -> ListToolsResult:
        start = self._position(params.cursor) if params and params.cursor else 0
        bound, reached = address_of(context).bound, 0
        while reached < start:
            reached += len(self._page(bound, reached).tools)
        if reached != start:  # nobody was ever sent there, and made-up pages would be remembered for good
            raise _unknown_cursor()
        return self._page(bound, start)

    def _page(self, bound: Bound, start: int) -> ListToolsResult:
        page = bound, start
        if page not in self._pages:
            self._pages[page] = self._made(bound, start)
        return self._pages[page]

    def _made(self, bound: Bound, start: int) -> ListToolsResult:
        tools: list[mcp_types.Tool] = []
        room = MAX_PAGE_BYTES
        for position in range(start, min(start + MAX_PAGE_TOOLS, self._length)):
            tool = self._built(position, bound)
            room -= _wire_bytes(tool)
            if room < 0 and tools:
                break
            tools.append(tool)
        end = start + len(tools)
        return ListToolsResult(tools=tools, next_cursor=self._cursor(end) if end < self._length else None)

    @property
    def _length(self) -> int:
        return len(self._surface) + len(self._extra)

    def _built(self, position: int, bound: Bound) -> mcp_types.Tool:
        own = len(self._surface)
        return listed(self._surface[position], bound) if position < own else self._extra[position - own]

    @cached_property
    def _version(self) -> str:
        """Positions mean something only as long as the same names stand in the same order."""
        names = (tool.name for tool in (*self._surface, *self._extra))
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]

    def _cursor(self, position: int) -> str:
        return base64.urlsafe_b64encode(f"{self._version}:{position}".encode()).decode("ascii")

    def _position(self, cursor: str) -> int:
        """Only what has the form of `_cursor` passes."""
        try:
            version, _, number = base64.urlsafe_b64decode(cursor).decode("ascii").partition(":")
            position = int(number) if version == self._version else 0
        except (ValueError, binascii.Error):
            position = 0
        if not 0 < position < self._length or self._cursor(position) != cursor:
            raise _unknown_cursor()
        return position


def _unknown_cursor() -> MCPError:
    return MCPError(INVALID_PARAMS, "This cursor is unknown or outdated. List the tools again from the start.")


def listed(tool: Tool, bound: Bound = "nothing") -> mcp_types.Tool:
    """As clients see it, at an address that has set what `bound` says."""
    return mcp_types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.schema_within(bound),
        annotations=ToolAnnotations.model_validate(hints(tool)),
    )


def _wire_bytes(tool: mcp_types.Tool) -> int:
    return len(tool.model_dump_json(by_alias=True, exclude_none=True).encode("utf-8"))
