"""Which nouns of the catalog a request is likely about, by the words that come up with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log

from procore_mcp.catalog.finding.words import FILLERS, VAGUE, Words, stem, words_of
from procore_mcp.catalog.model import NounEntry

# A word of the noun itself or another name for it tells most, a word of a longer phrase least.
_NAME = 1.0
_NEAR = 0.7
_PART = 0.5
_MOST = 5
# 0 would let the noun win of which most is written down, 1 the one of which least is.
_LENGTH = 0.15


class Likelihood:
    """A word counts by its rarity (the inverse document frequency of BM25) and hardly by the length of its entry: a
    noun that people say much about is one that they often mean."""

    def __init__(self, nouns: Mapping[str, NounEntry]) -> None:
        self._holders: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._size = len(nouns)
        told = {noun: _strongest(_told(entry)) for noun, entry in nouns.items()}
        usual = sum(map(len, told.values())) / max(1, len(told))
        for noun, words in told.items():
            share = min(1, usual / max(1, len(words))) ** _LENGTH
            named = _strongest(_named(noun))
            for word in {**words, **named}:
                self._holders[word][noun] = max(words.get(word, 0) * share, named.get(word, 0))

    def of(self, words: Words) -> list[tuple[str, float]]:
        """The likeliest nouns with their evidence, best first."""
        evidence: defaultdict[str, float] = defaultdict(float)
        for word in dict.fromkeys(map(stem, words)):
            holders = self._holders.get(word, {})
            rarity = log(1 + (self._size - len(holders) + 0.5) / (len(holders) + 0.5))
            for noun, weight in holders.items():
                evidence[noun] += rarity * weight
        return sorted(evidence.items(), key=lambda pair: (-pair[1], len(pair[0])))[:_MOST]


def _named(noun: str) -> Iterable[tuple[str, float]]:
    name = words_of(noun)
    return ((word, _NAME / len(name) ** 0.5) for word in name)


def _told(entry: NounEntry) -> Iterable[tuple[str, float]]:
    for phrase in entry.says:
        words = words_of(phrase)
        weight = _NAME if len(words) == 1 else _PART
        yield from ((word, weight) for word in words if word not in FILLERS | VAGUE)
    yield from ((word, _NEAR) for line in entry.near for word in words_of(line))


def _strongest(weighed: Iterable[tuple[str, float]]) -> dict[str, float]:
    strongest: dict[str, float] = {}
    for word, weight in weighed:
        strongest[stem(word)] = max(weight, strongest.get(stem(word), 0))
    return strongest
