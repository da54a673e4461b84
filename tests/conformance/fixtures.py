"""All fixtures as one extra catalogue for build_server."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import mcp_types
from mcp.server.subscriptions import InMemorySubscriptionBus, ListenHandler
from pydantic import BaseModel

from procore_mcp.server.context import Answering, Context, ToolResult
from tests.conformance.asking import ASKING
from tests.conformance.prompting import complete, get_prompt, list_prompts
from tests.conformance.reading import list_resources, list_templates, read_resource, watch
from tests.conformance.rounds import ROUNDS
from tests.conformance.telling import telling


class Fixtures:
    """An ExtraCatalogue."""

    def __init__(self) -> None:
        self._bus = InMemorySubscriptionBus()
        self._by_name = {fixture.tool.name: fixture for fixture in (*telling(self._bus), *ASKING, *ROUNDS)}

    @property
    def tools(self) -> Sequence[mcp_types.Tool]:
        return [fixture.tool for fixture in self._by_name.values()]

    @property
    def requests(self) -> Mapping[str, tuple[type[BaseModel], Answering]]:
        page = mcp_types.PaginatedRequestParams
        return {
            "resources/list": (page, list_resources),
            "resources/templates/list": (page, list_templates),
            "resources/read": (mcp_types.ReadResourceRequestParams, read_resource),
            "resources/subscribe": (mcp_types.SubscribeRequestParams, watch),
            "resources/unsubscribe": (mcp_types.UnsubscribeRequestParams, watch),
            "prompts/list": (page, list_prompts),
            "prompts/get": (mcp_types.GetPromptRequestParams, get_prompt),
            "completion/complete": (mcp_types.CompleteRequestParams, complete),
            "logging/setLevel": (mcp_types.SetLevelRequestParams, watch),
            "subscriptions/listen": (mcp_types.SubscriptionsListenRequestParams, ListenHandler(self._bus)),
        }

    async def call(self, context: Context, params: mcp_types.CallToolRequestParams) -> ToolResult:
        return await self._by_name[params.name].run(context, params)
