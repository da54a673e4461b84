"""One clause of a request, cut into the terms that the lexicon knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from procore_mcp.catalog.finding.lexicon import Lexicon
from procore_mcp.catalog.finding.words import COURTESY, FILLERS, Words, singulars

# How far the second word of `take … off` may stand from the first.
_REACH = 7


@dataclass(frozen=True, slots=True)
class Term:
    """What was said, and what of the catalog it may mean. It `leads` when nothing but courtesy stands before it."""

    said: Words
    nouns: tuple[str, ...]
    acts: tuple[str, ...]
    leads: bool

    @property
    def is_word(self) -> bool:
        return len(self.said) == 1

    @property
    def tells(self) -> bool:
        return bool(self.nouns or self.acts) or not (self.said[0] in FILLERS or self.said[0].isdigit())


def terms(words: Words, lexicon: Lexicon) -> Iterator[Term]:
    """The longest known term at each place, word by word where none is known."""
    singular = singulars(words)
    start, leads = 0, True
    while start < len(words):
        end = lexicon.end_of_term(singular, start)
        term = lexicon.known(singular[start:end]) or ()
        yield Term(words[start:end], lexicon.nouns(term), lexicon.acts(term), leads)
        leads = leads and not term and words[start] in COURTESY
        start = end


def split_acts(words: Words, lexicon: Lexicon) -> tuple[str, ...]:
    """Acts of two words with others between them: `take that guy off`."""
    singular = singulars(words)
    lead = next((position for position, word in enumerate(singular) if word not in COURTESY), len(singular))
    return tuple(act for word in singular[lead + 2 : lead + 1 + _REACH] for act in lexicon.acts((singular[lead], word)))
