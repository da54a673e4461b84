"""The MCP server, ready to be served over stdio or HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import mcp_types
from mcp.server.caching import CacheHint
from mcp.server.lowlevel import Server
from mcp.server.request_state import RequestStateBoundary, RequestStateSecurity

from procore_mcp import __version__
from procore_mcp.catalog.tool import Tool
from procore_mcp.errors import UnknownTool
from procore_mcp.events import Watch, unwatched
from procore_mcp.server.calling import Calling, Runs
from procore_mcp.server.context import Context, ToolResult
from procore_mcp.server.extra import ExtraCatalogue
from procore_mcp.server.file_resources import FileResources
from procore_mcp.server.instructions import INSTRUCTIONS
from procore_mcp.server.listing import Listing
from procore_mcp.server.rate_budget import RateBudget
from procore_mcp.server.resources import Resources
from procore_mcp.server.safe import safe
from procore_mcp.server.sessions import AtAddress, Sessions
from procore_mcp.server.turns import Places

NAME = "procore-mcp"
LIST_LIFETIME_MS = 300_000
QUESTION_LIFETIME_SECONDS = 600.0
CALLS_AT_ONCE = 32  # of one person
CALLS_OF_ALL = 256


def build_server(
    engine: Runs,
    sessions: Sessions,
    *,
    surface: Sequence[Tool],
    request_state_keys: Sequence[bytes],
    extra: ExtraCatalogue | None = None,
    calls_at_once: int = CALLS_AT_ONCE,
    watch: Watch = unwatched,
    rate_budget: RateBudget | None = None,
) -> Server[Any]:
    """`surface` is what clients list, in this order.

    `request_state_keys` are secrets of at least 32 bytes, the first seals and all open: replicas share them.
    `calls_at_once` are those of one person. `watch` hears of every call.
    `rate_budget` is offered as a resource.
    """
    callers = AtAddress(sessions)
    places = Places(each=calls_at_once, total=CALLS_OF_ALL)
    resources = Resources(FileResources(engine, callers, watch), rate_budget)
    server: Server[Any] = Server(
        NAME,
        version=__version__,
        title="Procore",
        instructions=INSTRUCTIONS,
        on_list_tools=safe(Listing(surface, extra.tools if extra else ())),
        on_call_tool=safe(_calling(Calling(engine, callers, places=places, watch=watch), extra)),
        on_list_resources=safe(resources.list),
        on_list_resource_templates=safe(resources.templates),
        on_read_resource=safe(resources.read),
        get_tool_input_schema=_input_schemas(engine, extra.tools if extra else ()),
        cache_hints={"tools/list": CacheHint(ttl_ms=LIST_LIFETIME_MS, scope="private")},
    )
    if extra:
        for name, (params, answer) in extra.requests.items():
            server.add_request_handler(name, params, safe(answer))
    seal = RequestStateSecurity(keys=request_state_keys, ttl=QUESTION_LIFETIME_SECONDS)
    server.middleware.append(RequestStateBoundary(seal, default_audience=NAME))
    return server


def _calling(
    own: Calling, extra: ExtraCatalogue | None
) -> Callable[[Context, mcp_types.CallToolRequestParams], Awaitable[ToolResult]]:
    names = {tool.name for tool in extra.tools} if extra else set[str]()

    async def call(context: Context, params: mcp_types.CallToolRequestParams) -> ToolResult:
        return await (extra.call if extra and params.name in names else own)(context, params)

    return call


def _input_schemas(engine: Runs, extra: Sequence[mcp_types.Tool]) -> Callable[[str], Mapping[str, Any] | None]:
    """The SDK compares headers with the schema at every call; without this it would list all tools first."""
    schemas = {tool.name: tool.input_schema for tool in extra}

    def input_schema(name: str) -> Mapping[str, Any] | None:
        try:
            return schemas.get(name) or engine.catalog.resolve(name).input_schema
        except UnknownTool:
            return None

    return input_schema
