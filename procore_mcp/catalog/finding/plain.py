"""A request in plain spelling: no short forms, no contractions, numbers named for what they number, typos mended."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile

from procore_mcp.catalog.finding.words import FILLERS, singular, stem

_QUESTIONS = re.compile(r"\b(what|who|how|where|when)'?(?:s|d|re|ll)\b")
_APOSTROPHES = re.compile(r"[\u2018\u2019`]")
_CONTRACTIONS = {"can't": "can not", "won't": "will not", "n't": " not"}
_POSSESSIVE = re.compile(r"'s\b")
_LETTERS = re.compile(r"[a-z]+")
# A capital within a sentence: `ask Baker for a price`.
_NAMES = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+")
_LEAST_TYPO = 5


class Plain:
    """`short` maps short forms to their words; `written` maps patterns of numbers to what such a number is of."""

    def __init__(self, short: Mapping[str, str], written: Mapping[str, str], vocabulary: Collection[str]) -> None:
        self._short = {re.compile(rf"(?<!\w){form}(?!\w)"): words for form, words in short.items()}
        self._written = {re.compile(pattern): f" {meant} " for pattern, meant in written.items()}
        self._known = frozenset(vocabulary) | FILLERS
        self._stems = frozenset(map(stem, self._known))
        self._alike: defaultdict[str, set[str]] = defaultdict(set)
        for word in vocabulary:
            for form in _shortened(word):
                self._alike[form].add(word)

    def __call__(self, text: str) -> str:
        names = frozenset(name.lower() for name in _NAMES.findall(text))
        text = spelled_out(text)
        for pattern, words in (*self._short.items(), *self._written.items()):
            text = pattern.sub(words, text)
        return _LETTERS.sub(lambda found: self._mended(found.group(), names), text)

    def _mended(self, word: str, names: Collection[str]) -> str:
        """The known word that is one letter away and most alike; the word itself if it is known, a name, or far from
        all."""
        if (
            len(word) < _LEAST_TYPO
            or word in names
            or {word, singular(word)} & self._known
            or stem(word) in self._stems
        ):
            return word
        near = {known for form in _shortened(word) for known in self._alike.get(form, ())}
        near = {known for known in near if known[0] == word[0] and abs(len(known) - len(word)) <= 1}
        return min(near, key=lambda known: (-_length_alike(known, word), known), default=word)


def spelled_out(text: str) -> str:
    """In lower case, without contractions and possessives."""
    text = _QUESTIONS.sub(r"\1 is", _APOSTROPHES.sub("'", text.lower()))
    for contraction, words in _CONTRACTIONS.items():
        text = text.replace(contraction, words)
    return _POSSESSIVE.sub("", text)


def _length_alike(one: str, other: str) -> int:
    """How many letters both begin with."""
    return len([*takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])


def _shortened(word: str) -> Iterator[str]:
    """The word, and the word without one of its letters: two words that share a form are one mistake apart."""
    if len(word) >= _LEAST_TYPO:
        yield word
        yield from (word[:position] + word[position + 1 :] for position in range(len(word)))
