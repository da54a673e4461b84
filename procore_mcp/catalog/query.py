"""What people ask for, in the words of the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

Words = tuple[str, ...]
Meanings = Mapping[Words, Sequence[str]]

_WORD = re.compile(r"[^\W_]+")
_FILLERS = """
    a about all an and any are as at be by can could did do does for from give had has have how i if in into is it its
    let like me my need of on one or our out please should so some tell than that the their them then there these they
    this those through to up us want was we were what when where which who whom whose will with would you your
"""
FILLERS = frozenset(_FILLERS.split())


def words_of(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def meanings(thesaurus: Mapping[str, Sequence[str]]) -> Meanings:
    """The thesaurus, ready to be looked up by the words of a query."""
    return {
        _singulars(words_of(said)): [" ".join(words_of(phrase)) for phrase in meant]
        for said, meant in thesaurus.items()
    }


def index_query(text: str, known: Meanings) -> str:
    """An FTS5 expression: the words that carry meaning, and what is meant by them, joined by OR.

    Everything is quoted, so nothing that a caller types is syntax. Empty when there are no words.
    """
    words = words_of(text)
    telling = [word for word in words if word not in FILLERS] or list(words)
    phrases = dict.fromkeys([*telling, *_meant(_singulars(words), known)])
    return " OR ".join(f'"{phrase}"' for phrase in phrases)


def _meant(words: Words, known: Meanings) -> Iterator[str]:
    """From left to right, the longest run of words that is known first: "change order" is not a "change"."""
    longest = max(map(len, known), default=0)
    start = 0
    while start < len(words):
        ends = range(min(len(words), start + longest), start, -1)
        end = next((end for end in ends if words[start:end] in known), None)
        yield from known[words[start:end]] if end else ()
        start = end or start + 1


def _singulars(words: Words) -> Words:
    return tuple(
        word[:-1] if len(word) > 2 and word.endswith("s") and not word.endswith("ss") else word for word in words
    )
