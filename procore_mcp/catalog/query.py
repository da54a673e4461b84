"""What people ask for, in the words of the index."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

Words = tuple[str, ...]
Meanings = Mapping[Words, Sequence[str]]

_WORD = re.compile(r"[^\W_]+")
_FILLERS = """
    a about active all an and any are aren as at be been by can could current currently d did didn do does doesn don
    during ever every for from give got had has have her here his how i if in into is isn it its last latest let like
    ll look m me month most my need never new no not now of old on one or other our out please re recent s should so
    some still t tell than that the their them then there these they this those through to today tomorrow up us use ve
    want was we week were when where while whom whose will with would year yesterday yet you your
"""
FILLERS = frozenset(_FILLERS.split())
_PLURALS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("s", ""),
)


def words_of(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def meanings(thesaurus: Mapping[str, Sequence[str]]) -> Meanings:
    """The thesaurus, ready to be looked up by the words of a query."""
    return {
        singulars(words_of(said)): [" ".join(words_of(phrase)) for phrase in meant] for said, meant in thesaurus.items()
    }


def telling_phrases(text: str, known: Meanings) -> list[str]:
    """What to look for: the words that carry meaning, where a known term gives way to what is meant by it.

    A shop drawing is no drawing; but a word that its own meaning repeats is one of the catalog too, and stays.
    """
    words = words_of(text)
    singular = singulars(words)
    phrases: list[str] = []
    start = 0
    while start < len(words):
        end = _end_of_term(singular, start, known)
        meant = known.get(singular[start:end], ())
        phrases += [word for word in words[start:end] if word not in FILLERS and _stands(word, meant)]
        phrases += meant
        start = end
    return list(dict.fromkeys(phrases or words))


def _stands(word: str, meant: Sequence[str]) -> bool:
    """Beside its meaning, or because it has none."""
    return not meant or _singular(word) in singulars(words_of(" ".join(meant)))


def _end_of_term(words: Words, start: int, known: Meanings) -> int:
    """Where the longest known term that starts here ends; after this word if there is none."""
    longest = max(map(len, known), default=1)
    ends = range(min(len(words), start + longest), start + 1, -1)
    return next((end for end in ends if words[start:end] in known), start + 1)


def singulars(words: Words) -> Words:
    return tuple(map(_singular, words))


def _singular(word: str) -> str:
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word
