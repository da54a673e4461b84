"""Ranks tools for a request: what it names, what it is likely about, and what is to be done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from procore_mcp.catalog.finding.fit import acts_of, family_of, fit, without_scope
from procore_mcp.catalog.finding.index import Index
from procore_mcp.catalog.finding.lexicon import Lexicon
from procore_mcp.catalog.finding.likelihood import Likelihood
from procore_mcp.catalog.finding.plain import Plain
from procore_mcp.catalog.finding.request import Request, Thing, understood
from procore_mcp.catalog.finding.variety import varied
from procore_mcp.catalog.finding.words import singulars, words_of
from procore_mcp.catalog.model import ThesaurusFile
from procore_mcp.catalog.safety import Effect
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.toolset import Toolset

Likely = Sequence[tuple[str, float]]

# A word beside its known meanings counts less than they do.
_LITERAL = 0.6
# People, firms and places mostly say who and where; they are sought when nothing else is.
_CIRCUMSTANCE = 0.4
# What a request is likely about counts more than what it names; the first guess far more than the next.
_LIKELY = 1.4
_FIRST = 3.0
# Evidence of this much is as good as more.
_ENOUGH = 5.0
# A guess nearly as good as the first is as good as said.
_SURE = 0.85
_SOME = 5.0
# What fits this much worse than the best is not looked at further.
_HOPELESS = 0.15


class Finder:
    """Answers with positions in `tools`."""

    def __init__(self, tools: Sequence[Tool], toolsets: Mapping[str, Toolset], thesaurus: ThesaurusFile) -> None:
        self._tools = tools
        self._families = [family_of(tool) for tool in tools]
        self._lexicon = Lexicon(thesaurus, _effects(tools), _subjects(tools))
        self._likelihood = Likelihood(thesaurus.nouns)
        self._plain = Plain(thesaurus.short, thesaurus.written, {*_words(tools, thesaurus), *self._lexicon.vocabulary})
        self._index = Index(tools, toolsets)

    def understand(self, query: str) -> Request:
        return understood(self._plain(query), self._lexicon)

    def find(self, request: Request, among: Collection[int], limit: int) -> list[int]:
        """The best first, equals in their order."""
        likely = self._likelihood.of(request.words)
        things = self._without_circumstances(request.things, likely)
        scores: defaultdict[int, float] = defaultdict(float)
        for thing in things:
            for position, score in self._best(_phrases(thing)).items():
                scores[position] += score * thing.weight
        for position, score in self._best(_guesses(likely)).items():
            scores[position] += score
        acts = acts_of(request.acts, self._lexicon, numbered=any(word.isdigit() for word in request.words))
        said = {*_said(things), *_said_by(likely)}
        found = {position: score for position, score in scores.items() if position in among}
        least = max(found.values(), default=0) * _HOPELESS
        ranked = sorted(
            (-score * fit(self._tools[position], acts, self._families[position], said), position)
            for position, score in found.items()
            if score >= least
        )
        best_first = [(-score, position) for score, position in ranked]
        return varied(best_first, self._families.__getitem__, lambda position: self._tools[position].effect, limit)

    def close(self) -> None:
        self._index.close()

    def _best(self, phrases: Iterator[tuple[str, float]]) -> dict[int, float]:
        """What one thing may mean are alternatives: the best of them counts."""
        best: dict[int, float] = {}
        for phrase, weight in phrases:
            for position, score in self._index.find(phrase).items():
                best[position] = max(best.get(position, 0), score * weight)
        return best

    def _without_circumstances(self, things: Sequence[Thing], likely: Likely) -> list[Thing]:
        where = self._lexicon.circumstances
        is_about = any(thing.nouns and not where.issuperset(thing.nouns) for thing in things)
        if not is_about and not (likely and likely[0][0] not in where and likely[0][1] > _SOME):
            return [*things]
        return [
            Thing(thing.nouns, thing.words, _CIRCUMSTANCE) if thing.nouns and where.issuperset(thing.nouns) else thing
            for thing in things
        ]


def _phrases(thing: Thing) -> Iterator[tuple[str, float]]:
    yield from ((noun, 1.0) for noun in thing.nouns)
    yield from ((word, _LITERAL if thing.nouns else 1.0) for word in thing.words)


def _guesses(likely: Likely) -> Iterator[tuple[str, float]]:
    for noun, evidence in likely:
        top = likely[0][1]
        yield noun, _LIKELY * (evidence / top) ** _FIRST * min(1, top / _ENOUGH)


def _said(things: Sequence[Thing]) -> Iterator[str]:
    for thing in things:
        yield from singulars(words_of(" ".join((*thing.nouns, *thing.words))))


def _said_by(likely: Likely) -> Iterator[str]:
    yield from (word for noun, evidence in likely if evidence >= _SURE * likely[0][1] for word in words_of(noun))


def _subjects(tools: Sequence[Tool]) -> Iterator[str]:
    """What tools act on, as their names have it; a single word is left to the thesaurus."""
    for tool in tools:
        subject = singulars(words_of(tool.name))[1:]
        yield from (" ".join(words) for words in (subject, without_scope(subject)) if len(words) > 1)


def _effects(tools: Sequence[Tool]) -> dict[str, Effect]:
    """What each verb mostly does."""
    counted: defaultdict[str, Counter[Effect]] = defaultdict(Counter)
    for tool in tools:
        counted[tool.verb][tool.effect] += 1
    return {verb: effects.most_common(1)[0][0] for verb, effects in counted.items()}


def _words(tools: Sequence[Tool], thesaurus: ThesaurusFile) -> Iterator[str]:
    for tool in tools:
        yield from words_of(tool.name)
    for entry in thesaurus.nouns.values():
        yield from words_of(" ".join((*entry.says, *entry.near)))
