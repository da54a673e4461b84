"""What the SDK asks about resources."""

from __future__ import annotations

import mcp_types as t

from procore_mcp.server.context import Context
from procore_mcp.server.file_resources import FileResources
from procore_mcp.server.rate_budget import RESOURCE, URI, RateBudget, rate_budget_contents


class Resources:
    """Files by template: the tools find them. By name only the rate budget, where there is one."""

    def __init__(self, files: FileResources, rate_budget: RateBudget | None) -> None:
        self._files = files
        self._rate_budget = rate_budget

    async def list(self, _context: Context, _params: t.PaginatedRequestParams | None) -> t.ListResourcesResult:
        return t.ListResourcesResult(resources=[RESOURCE] if self._rate_budget else [])

    async def templates(
        self, context: Context, _params: t.PaginatedRequestParams | None
    ) -> t.ListResourceTemplatesResult:
        return t.ListResourceTemplatesResult(resource_templates=[self._files.template(context)])

    async def read(self, context: Context, params: t.ReadResourceRequestParams) -> t.ReadResourceResult:
        """Raises MCPError with the words of whatever is in the way."""
        if self._rate_budget and str(params.uri) == URI:
            return t.ReadResourceResult(contents=[await rate_budget_contents(self._rate_budget)])
        return t.ReadResourceResult(contents=[await self._files.read(context, str(params.uri))])
