"""The words of all tools in SQLite, in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.catalog.toolset import Toolset

# Names and prose are two tables: a long description must not hide a short name, and a word may be common in one and
# telling in the other.
_TABLES = """
    CREATE VIRTUAL TABLE names USING fts5(name, title, toolset, tokenize='porter unicode61');
    CREATE VIRTUAL TABLE prose USING fts5(description, path, params, fields, tokenize='porter unicode61');
"""
# The numbers weigh the columns in their order.
_FIND = """
    SELECT rowid, -bm25(names, 1, 0.4, 0.25) FROM names WHERE names MATCH :phrase
    UNION ALL SELECT rowid, -bm25(prose, 0.6, 0.4, 0.2, 0.3) * 0.3 FROM prose WHERE prose MATCH :phrase
"""
# Between 0, where the best tool of every phrase counts the same, and 1, where the rarity of a phrase decides alone.
_RARITY = 0.3
# What every path has, and the ids in it.
_SCOPE = re.compile(r"^/rest/v[\d.]+/(?:companies/\{[^}]*\}/)?(?:projects/\{[^}]*\}/)?|\{[^}]*\}")
# What generated descriptions share, and what they repeat from the parameters.
_SAID_OF_ALL = re.compile(
    r" in (?:one project|the company)|; what is left out stays as it is|, by page|Module: "
    r"|(?:Needs|Takes|Filters:) [^.]*\."
)


class Index:
    """Answers with positions in `tools`."""

    def __init__(self, tools: Sequence[Tool], toolsets: Mapping[str, Toolset]) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_TABLES)
        insert = "INSERT INTO names (rowid, name, title, toolset) VALUES (?, ?, ?, ?)"
        self._database.executemany(insert, _names(tools, toolsets))
        insert = "INSERT INTO prose (rowid, description, path, params, fields) VALUES (?, ?, ?, ?, ?)"
        self._database.executemany(insert, _prose(tools))

    def find(self, phrase: str) -> dict[int, float]:
        """How well each tool that holds the phrase fits it. Words and spaces only: it is quoted, so nothing in it is
        syntax."""
        found: dict[int, float] = {}
        for position, score in self._database.execute(_FIND, {"phrase": f'"{phrase}"'}):
            found[position] = found.get(position, 0) + score
        norm = max(found.values(), default=1) ** (1 - _RARITY)
        return {position: score / norm for position, score in found.items()}

    def close(self) -> None:
        self._database.close()


def _names(tools: Sequence[Tool], toolsets: Mapping[str, Toolset]) -> Iterator[tuple[int, str, str, str]]:
    for position, tool in enumerate(tools):
        yield position, tool.name, tool.title, toolsets[tool.toolset].title.removeprefix("More of ")


def _prose(tools: Sequence[Tool]) -> Iterator[tuple[int, str, str, str, str]]:
    for position, tool in enumerate(tools):
        path = _SCOPE.sub(" ", tool.path) if isinstance(tool, Action) else ""
        fields = tool.view.fields if isinstance(tool, Action) and tool.view else ()
        yield position, _SAID_OF_ALL.sub(" ", tool.description), path, " ".join(tool.params), " ".join(fields)
