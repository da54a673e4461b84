"""Titles and descriptions, composed from what the call does, in whose scope, with which arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.deed import deed
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.words import sentence, spoken

MAX_DESCRIPTION = 300
MAX_TITLE = 80


@dataclass(frozen=True, slots=True)
class Told:
    """Public names of arguments: what the call needs, what narrows a list, what a record can hold."""

    needs: Sequence[str] = ()
    filters: Sequence[str] = ()
    fields: Sequence[str] = ()


def title_of(name: str, said: Phrase) -> str:
    """What it does, and on which level where the name says so."""
    level = f", {said.words.scope} level" if said.words.scope and said.words.scope in name.split("_")[1:3] else ""
    full = f"{sentence(deed(said, is_title=True))}{level}"
    return full if len(full) <= MAX_TITLE else plain_title(name)


def plain_title(name: str) -> str:
    """The name itself in words, as different from the others as names are."""
    return sentence(spoken(name))[:MAX_TITLE]


def description_of(
    said: Phrase, told: Told, *, where: str, module: str, calls: str, paged: bool, deprecated: bool
) -> str:
    """At most 300 characters. `calls` is the path, where another tool reads the same without it."""
    act = sentence(deed(said))
    start = act if _names_scope(act, where) else f"{act} {where}"
    by_page = ", by page" if paged else ""
    sentences = [f"{start}; what is left out stays as it is." if said.verb == "update" else f"{start}{by_page}."]
    if deprecated:
        sentences.append("Procore has marked it as deprecated.")
    if calls:
        sentences.append(f"Calls {calls}.")
    for start, names in (("Needs", told.needs), ("Filters:", told.filters), ("Takes", told.fields)):
        if names and (listed := _listed(start, names, _room(sentences))):
            sentences.append(listed)
    module_told = f"Module: {module}."
    if len(module_told) < _room(sentences):
        sentences.append(module_told)
    return " ".join(sentences)


def _names_scope(act: str, where: str) -> bool:
    """The company settings are those of the company anyway."""
    return act.split()[1:3] == ["the", "company"] and where == "in the company"


def _room(sentences: Sequence[str]) -> int:
    return MAX_DESCRIPTION - len(" ".join(sentences)) - 1


def _listed(start: str, names: Sequence[str], room: int) -> str:
    """As many names as fit; empty when none does."""
    for count in range(min(len(names), 8), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        text = f"{start} {', '.join(names[:count])}{more}."
        if len(text) <= room:
            return text
    return ""
