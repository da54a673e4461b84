"""The words of all tools in SQLite, in memory."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from procore_mcp.catalog.query import singulars, words_of
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.catalog.toolset import Toolset
from procore_mcp.catalog.verbs import VERBS

# Names and prose are two tables: a long description must not hide a short name, and a word may be common in one and
# telling in the other.
_TABLES = """
    CREATE TABLE tools (position INTEGER PRIMARY KEY, verb TEXT, toolset TEXT, tier TEXT, safety TEXT, harm INTEGER);
    CREATE VIRTUAL TABLE names USING fts5(name, title, toolset, tokenize='porter unicode61');
    CREATE VIRTUAL TABLE prose USING fts5(description, path, params, tokenize='porter unicode61');
"""
# The numbers weigh the columns in their order; the best score is the lowest. A verb that half of all tools share is no
# telling word for BM25, so the act that was asked for counts apart; and what people do each day is in the curated tier.
_FIND = """
    SELECT position, sum(score) * iif(instr(:acts, verb || ' '), 1.4, 1) * iif(tier = 'curated', 1.2, 1)
    FROM (
        SELECT rowid, bm25(names, 1, 0.6, 0.4) AS score FROM names WHERE names MATCH :wanted
        UNION ALL SELECT rowid, bm25(prose, 0.6, 0.4, 0.2) * 0.3 FROM prose WHERE prose MATCH :wanted
    ) JOIN tools ON position = rowid
    WHERE (:toolset IS NULL OR toolset = :toolset) AND (:safety IS NULL OR safety = :safety)
        AND harm <= :ceiling
    GROUP BY position
"""
# Who asks for observations means them, and not their types: a name that says nothing more than what was asked for
# gains this much.
_WHOLE_NAME = 0.5
_USUAL_ACTS = "list show "
# What every path has, and the ids in it.
_SCOPE = re.compile(r"^/rest/v[\d.]+/(?:companies/\{[^}]*\}/)?(?:projects/\{[^}]*\}/)?|\{[^}]*\}")


class SearchIndex:
    """Answers with positions in `tools`."""

    def __init__(self, tools: Sequence[Tool], toolsets: Mapping[str, Toolset]) -> None:
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        self._database.executescript(_TABLES)
        facts = (
            (position, tool.verb, tool.toolset, tool.tier, tool.safety.value, tool.safety.rank)
            for position, tool in enumerate(tools)
        )
        self._database.executemany("INSERT INTO tools VALUES (?, ?, ?, ?, ?, ?)", facts)
        self._nouns = [frozenset(singulars(words_of(tool.name))[1:]) for tool in tools]
        insert = "INSERT INTO names (rowid, name, title, toolset) VALUES (?, ?, ?, ?)"
        self._database.executemany(insert, _names(tools, toolsets))
        insert = "INSERT INTO prose (rowid, description, path, params) VALUES (?, ?, ?, ?)"
        self._database.executemany(insert, _prose(tools))

    def find(
        self, phrases: Sequence[str], *, toolset: str | None, safety: Safety | None, allow: Safety, limit: int
    ) -> list[int]:
        """Positions of the tools that hold any of the phrases, best first, equals in their order.

        Phrases are words and spaces only: they are quoted, so none of them is syntax.
        """
        wanted = " OR ".join(f'"{phrase}"' for phrase in phrases)
        acts = "".join(f"{phrase} " for phrase in phrases if phrase in VERBS) or _USUAL_ACTS
        asked = {
            "acts": acts,
            "wanted": wanted,
            "toolset": toolset,
            "safety": safety and safety.value,
            "ceiling": allow.rank,
        }
        words = frozenset(singulars(words_of(" ".join(phrases))))
        ranked = sorted(
            (score * (1 + _WHOLE_NAME * self._share(position, words)), position)
            for position, score in self._database.execute(_FIND, asked)
        )
        return [position for _, position in ranked[:limit]]

    def _share(self, position: int, words: frozenset[str]) -> float:
        """How much of what the name of the tool is about is among the words."""
        nouns = self._nouns[position]
        return len(nouns & words) / len(nouns) if nouns else 0

    def close(self) -> None:
        self._database.close()


def _names(tools: Sequence[Tool], toolsets: Mapping[str, Toolset]) -> Iterator[tuple[int, str, str, str]]:
    for position, tool in enumerate(tools):
        yield position, tool.name, tool.title, toolsets[tool.toolset].title


def _prose(tools: Sequence[Tool]) -> Iterator[tuple[int, str, str, str]]:
    for position, tool in enumerate(tools):
        path = _SCOPE.sub(" ", tool.path) if isinstance(tool, Action) else ""
        yield position, tool.description, path, " ".join(tool.params)
