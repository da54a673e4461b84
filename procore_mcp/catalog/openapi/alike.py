"""Tools that a reader could not tell apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from procore_mcp.catalog.openapi.arguments import Entry

_TOLD = ("title", "description")


def alikes(entries: Mapping[str, Entry]) -> set[str]:
    """Names of the entries whose title, or whose description, another one has too."""
    seen = Counter((word, entry[word]) for entry in entries.values() for word in _TOLD)
    return {name for name, entry in entries.items() if any(seen[word, entry[word]] > 1 for word in _TOLD)}
