"""Titles and descriptions, composed from what the call does, in whose scope, with which arguments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.words import article, is_plural, sentence, spoken

MAX_DESCRIPTION = 300
_MAX_TITLE = 80


@dataclass(frozen=True, slots=True)
class Told:
    """Public names of arguments: what the call needs, what narrows a list, what a record can hold."""

    needs: Sequence[str] = ()
    filters: Sequence[str] = ()
    fields: Sequence[str] = ()


def title_of(name: str, said: Phrase) -> str:
    """The name spelled out; with its scope where the name has it."""
    scope = said.words.scope if name.split("_")[1] == said.words.scope else ""
    nouns = said.nouns(said.parents)
    if scope and not nouns.startswith(scope):
        nouns = f"{scope}_{nouns}"
    full = sentence(spoken("_".join(part for part in (said.verb, nouns, said.then) if part)))
    return full if len(full) <= _MAX_TITLE else sentence(spoken(name))


def description_of(said: Phrase, told: Told, *, where: str, module: str, paged: bool, deprecated: bool) -> str:
    """At most 300 characters."""
    sentences = [_act(said, where, paged=paged)]
    if deprecated:
        sentences.append("Procore has marked it as deprecated.")
    if told.needs:
        sentences.append(_listed("Needs", told.needs, _room(sentences)))
    if told.filters:
        sentences.append(_listed("Filters:", told.filters, _room(sentences)))
    if told.fields:
        sentences.append(_listed("Takes", told.fields, _room(sentences)))
    sentences = [sentence for sentence in sentences if sentence]
    module_told = f"Module: {module}."
    if len(module_told) < _room(sentences):
        sentences.append(module_told)
    return " ".join(sentences)


def _room(sentences: Sequence[str]) -> int:
    return MAX_DESCRIPTION - len(" ".join(sentences)) - 1


def _act(said: Phrase, where: str, *, paged: bool) -> str:
    nouns = said.nouns(said.parents)
    then = f" {spoken(said.then)}" if said.then else ""
    one = spoken(nouns)
    if said.verb == "list":
        return f"List the {one}{then} {where}{', by page' if paged else ''}."
    if is_plural(nouns) or then:
        what = f"{one}{then}"
    else:
        what = f"{article(one)} {one}" if said.verb in {"create", "update"} else f"one {one}"
    if said.verb == "update":
        return f"Change {what} {where}; what is left out stays as it is."
    return f"{sentence(said.verb)} {what} {where}."


def _listed(start: str, names: Sequence[str], room: int) -> str:
    """As many names as fit; empty when none does."""
    for count in range(min(len(names), 8), 0, -1):
        more = f" and {len(names) - count} more" if count < len(names) else ""
        text = f"{start} {', '.join(names[:count])}{more}."
        if len(text) <= room:
            return text
    return ""
