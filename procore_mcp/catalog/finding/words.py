"""Words as search compares them."""

from __future__ import annotations

import re
from functools import lru_cache

Words = tuple[str, ...]

_WORD = re.compile(r"[^\W_]+")
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
_ENDINGS = ("ing", "ed", "es", "s", "e")
_LEAST_STEM = 3
# A few thousand words make up all names and terms, so nearly every question about one was asked before.
_remembered = lru_cache(maxsize=16_384)

_COURTESY_TEXT = """
    a ahead also an and are can could d gonna go gotta hey hi i just let lets like ll must my need now ok okay our
    please quickly she should so that the then this to us want we will would you
"""
COURTESY = frozenset(_COURTESY_TEXT.split())
_PARTICLES_TEXT = "away back down in off on out over up"
_PARTICLES = frozenset(_PARTICLES_TEXT.split())
_PRONOUNS_TEXT = "her him it me that them there these this those us"
_PRONOUNS = frozenset(_PRONOUNS_TEXT.split())
# Words that tell nothing of what is sought: the grammar of a request, times and small numbers.
_FILLERS_TEXT = """
    about active all any aren as at be been by current currently did didn do does doesn don during ever every for from
    give got had has have her here his how if in into is isn it its last latest look m me month most never new no not of
    old on one or other out recent re s some still t tell than their them there these they those through today tomorrow
    up use ve was week were what when where while who whom whose with year yesterday yet your
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri january february march april may june
    july august september october november december am pm hour two three four five six seven eight nine ten first second
    next
"""
FILLERS = COURTESY | frozenset(_FILLERS_TEXT.split())
# Said of everything: they single out no kind of record.
_VAGUE_TEXT = "add back bad get getting going good guy guys list make old put show stuff take thing things wrong"
VAGUE = frozenset(_VAGUE_TEXT.split())


def words_of(text: str) -> Words:
    return tuple(_WORD.findall(text.lower()))


def singulars(words: Words) -> Words:
    return tuple(map(singular, words))


@_remembered
def singular(word: str) -> str:
    for ending, instead in _PLURALS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


@_remembered
def stem(word: str) -> str:
    """What the forms of a word share: `drawings`, `drawing` and `draw`."""
    word = singular(word)
    ending = next((end for end in _ENDINGS if word.endswith(end) and len(word) - len(end) >= _LEAST_STEM), "")
    rest = word.removesuffix(ending)
    if ending and len(rest) > _LEAST_STEM and rest[-1] == rest[-2] and rest[-1] not in "sl":
        rest = rest[:-1]
    return rest[:-1] if len(rest) > _LEAST_STEM and rest.endswith("e") else rest


def stems(words: Words) -> Words:
    return tuple(map(stem, words))


def without_pronouns(words: Words) -> Words:
    """`write it up` says `write up`."""
    return tuple(
        word
        for position, word in enumerate(words)
        if not (0 < position < len(words) - 1 and word in _PRONOUNS and words[position + 1] in _PARTICLES)
    )
