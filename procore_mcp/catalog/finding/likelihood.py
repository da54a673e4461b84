"""Which nouns of the catalog a request is likely about, by the words that come up with them."""

from __future__ import annotations

from collections import Counter, defaultdict
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
        for noun, entry in nouns.items():
            for word, weight in _weighed(noun, entry):
                holders = self._holders[stem(word)]
                holders[noun] = max(weight, holders.get(noun, 0))
        lengths = Counter(noun for holders in self._holders.values() for noun in holders)
        usual = lengths.total() / max(1, len(lengths))
        self._share = {noun: min(1, usual / length) ** _LENGTH for noun, length in lengths.items()}

    def of(self, words: Words) -> list[tuple[str, float]]:
        """The likeliest nouns with their evidence, best first."""
        evidence: defaultdict[str, float] = defaultdict(float)
        for word in dict.fromkeys(map(stem, words)):
            holders = self._holders.get(word, {})
            rarity = log(1 + (self._size - len(holders) + 0.5) / (len(holders) + 0.5))
            for noun, weight in holders.items():
                evidence[noun] += rarity * weight * self._share[noun]
        return sorted(evidence.items(), key=lambda pair: (-pair[1], len(pair[0])))[:_MOST]


def _weighed(noun: str, entry: NounEntry) -> Iterable[tuple[str, float]]:
    name = words_of(noun)
    yield from ((word, _NAME / len(name) ** 0.5) for word in name)
    for phrase in entry.says:
        words = words_of(phrase)
        weight = _NAME if len(words) == 1 else _PART
        yield from ((word, weight) for word in words if word not in FILLERS | VAGUE)
    yield from ((word, _NEAR) for line in entry.near for word in words_of(line))
