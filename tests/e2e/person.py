"""The person in front of the client."""

from __future__ import annotations

import mcp_types
from mcp.client.session import ClientRequestContext


class Person:
    """Agrees to every question, or to none, and remembers the words."""

    def __init__(self, *, agrees: bool = True) -> None:
        self._agrees = agrees
        self.asked: list[str] = []

    async def __call__(
        self, context: ClientRequestContext, params: mcp_types.ElicitRequestParams
    ) -> mcp_types.ElicitResult:
        self.asked.append(params.message)
        return mcp_types.ElicitResult(action="accept", content={"confirm": self._agrees})
