"""Find tools in the words of the building site."""

from __future__ import annotations

import weakref
from functools import cached_property

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.query import Meanings, meanings, telling_phrases
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.search_index import SearchIndex
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.toolset import DISCOVERY


class Search:
    """The index is built by the first search, which reads every tier."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(
        self,
        query: str,
        *,
        toolset: str | None = None,
        safety: Safety | None = None,
        allow: Safety = Safety.DELETE,
        limit: int = 10,
    ) -> list[Tool]:
        """Best first, nothing worse than `allow`; equals in the order of the catalog. A query without words lists what
        the filters leave."""
        phrases = telling_phrases(query, self._meanings)
        if not phrases:
            fitting = (
                tool
                for tool in self._tools
                if toolset in {None, tool.toolset} and safety in {None, tool.safety} and tool.safety <= allow
            )
            return list(fitting)[:limit]
        found = self._index.find(phrases, toolset=toolset, safety=safety, allow=allow, limit=limit)
        return [self._tools[position] for position in found]

    @cached_property
    def _meanings(self) -> Meanings:
        return meanings(self._catalog.thesaurus)

    @cached_property
    def _tools(self) -> list[Tool]:
        """Finding and running are not found: whoever searches has them."""
        return [tool for tool in self._catalog.tools.values() if tool.toolset != DISCOVERY]

    @cached_property
    def _index(self) -> SearchIndex:
        index = SearchIndex(self._tools, self._catalog.toolsets)
        weakref.finalize(self, index.close)
        return index
