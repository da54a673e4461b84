"""Titles and descriptions, composed from what the call does, in whose scope, with which arguments."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.deed import deed
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.words import sentence, spoken

MAX_DESCRIPTION = 300
MAX_TITLE = 80
_VERSION = re.compile(r"_v(\d+)_(\d+)(?:_([a-z]+))?$")


@dataclass(frozen=True, slots=True)
class Told:
    """Public names of arguments: what the call needs, what narrows a list, what a record can hold."""

    needs: Sequence[str] = ()
    filters: Sequence[str] = ()
    fields: Sequence[str] = ()


def title_of(name: str, said: Phrase) -> str:
    """What it does, and on which level where the name says so and the noun does not."""
    scope = said.words.scope
    is_told = scope and scope in name.split("_")[1:3] and not said.nouns(said.parents).startswith(f"{scope}_")
    level = f", {scope} level" if is_told else ""
    version = _VERSION.search(name)
    full = f"{sentence(deed(said, is_title=True))}{level}{_told_version(version) if version else ''}"
    return full if len(full) <= MAX_TITLE else plain_title(name)


def plain_title(name: str) -> str:
    """The name itself in words, as different from the others as names are."""
    version = _VERSION.search(name)
    words = sentence(spoken(_VERSION.sub("", name)))
    return f"{words}{_told_version(version) if version else ''}"[:MAX_TITLE]


def _told_version(version: re.Match[str]) -> str:
    """` (v1.0)` of `_v1_0`; with the method where that is in the name."""
    method = f" {version[3].upper()}" if version[3] else ""
    return f" (v{version[1]}.{version[2]}{method})"


def description_of(
    said: Phrase, told: Told, *, where: str, module: str, calls: str, usual: str, paged: bool, deprecated: bool
) -> str:
    """At most 300 characters. `calls` is the path, where another tool reads the same without it; `usual` the tool that
    people wrote for the same."""
    act = sentence(deed(said))
    start = act if _names_scope(act, where) else f"{act} {where}"
    by_page = ", by page" if paged else ""
    sentences = [f"{start}; what is left out stays as it is." if said.verb == "update" else f"{start}{by_page}."]
    if deprecated:
        sentences.append("Procore has marked it as deprecated.")
    if usual:
        sentences.append(f"{usual} is the usual tool for it.")
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
