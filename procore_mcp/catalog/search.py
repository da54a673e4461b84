"""Find tools in the words of the building site."""

from __future__ import annotations

import weakref
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.toolset import DISCOVERY

if TYPE_CHECKING:
    from procore_mcp.catalog.finding.finder import Finder


class Search:
    """Everything it needs is read and built by the first search, every tier of tools too."""

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
        """Best first, nothing worse than `allow`; equals in the order of the catalog. A query that tells nothing lists
        what the filters leave."""
        harmless = [one for one in Safety if one <= allow and safety in {None, one}]
        among = frozenset[int]().union(*(self._places[one] for one in harmless))
        among = among if toolset is None else among & self._places.get(toolset, frozenset())
        request = self._finder.understand(query)
        tells = request.things or request.words
        found = self._finder.find(request, among, limit) if tells else sorted(among)[:limit]
        return [self._tools[position] for position in found]

    @cached_property
    def _tools(self) -> list[Tool]:
        """Finding and running are not found: whoever searches has them."""
        return [tool for tool in self._catalog.tools.values() if tool.toolset != DISCOVERY]

    @cached_property
    def _places(self) -> Mapping[Safety | str, frozenset[int]]:
        """Positions of the tools of each safety and of each toolset."""
        places: defaultdict[Safety | str, set[int]] = defaultdict(set)
        for position, tool in enumerate(self._tools):
            places[tool.safety].add(position)
            places[tool.toolset].add(position)
        return {key: frozenset(places[key]) for key in {*Safety, *places}}

    @cached_property
    def _finder(self) -> Finder:
        from procore_mcp.catalog.finding.finder import Finder  # noqa: PLC0415 - SQLite; a start need not wait for it

        finder = Finder(self._tools, self._catalog.toolsets, self._catalog.load_thesaurus())
        weakref.finalize(self, finder.close)
        return finder
