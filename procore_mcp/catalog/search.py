"""Find tools in the words of the building site: BM25 over an index in memory."""

from __future__ import annotations

import sqlite3
import weakref
from collections.abc import Iterator
from functools import cached_property

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.query import Meanings, index_query, meanings
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.catalog.toolset import DISCOVERY

# Column and weight: a word in the name says more than one in a parameter.
_WEIGHTS = {"name": 10.0, "title": 6.0, "toolset": 4.0, "description": 3.0, "path": 2.0, "params": 1.0}
_FIND = f"""
    SELECT position FROM tools
    WHERE tools MATCH :query AND (:toolset IS NULL OR home = :toolset) AND (:safety IS NULL OR safety = :safety)
    ORDER BY bm25(tools, {", ".join(map(str, _WEIGHTS.values()))}), position LIMIT :limit
"""  # noqa: S608 - the only values put in are the numbers above


class Search:
    """The index is built by the first search, which reads every tier."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def find(
        self, query: str, *, toolset: str | None = None, safety: Safety | None = None, limit: int = 10
    ) -> list[Tool]:
        """Best first; equals in the order of the catalog. A query without words lists what the filters leave."""
        wanted = index_query(query, self._meanings)
        if not wanted:
            return [tool for tool in self._tools if _fits(tool, toolset, safety)][:limit]
        filters = {"toolset": toolset, "safety": safety and safety.value}
        rows = self._index.execute(_FIND, {"query": wanted, "limit": limit, **filters})
        return [self._tools[position] for (position,) in rows]

    @cached_property
    def _meanings(self) -> Meanings:
        return meanings(self._catalog.thesaurus)

    @cached_property
    def _tools(self) -> list[Tool]:
        """Finding and running are not found: whoever searches has them."""
        return [tool for tool in self._catalog.tools.values() if tool.toolset != DISCOVERY]

    @cached_property
    def _index(self) -> sqlite3.Connection:
        index = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, index.close)
        columns = ", ".join(_WEIGHTS)
        kept = "home UNINDEXED, safety UNINDEXED, position UNINDEXED"
        index.execute(f"CREATE VIRTUAL TABLE tools USING fts5({columns}, {kept}, tokenize='porter unicode61')")
        index.executemany("INSERT INTO tools VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", self._rows())
        return index

    def _rows(self) -> Iterator[tuple[str | int, ...]]:
        for position, tool in enumerate(self._tools):
            path = tool.path if isinstance(tool, Action) else ""
            title = self._catalog.toolsets[tool.toolset].title
            params = " ".join(tool.params)
            texts = (tool.name, tool.title, title, tool.description, path, params)
            yield (*texts, tool.toolset, tool.safety.value, position)


def _fits(tool: Tool, toolset: str | None, safety: Safety | None) -> bool:
    return toolset in {None, tool.toolset} and safety in {None, tool.safety}
