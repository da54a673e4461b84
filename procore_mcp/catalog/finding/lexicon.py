"""The thesaurus, ready to be looked up by what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from procore_mcp.catalog.finding.plain import spelled_out
from procore_mcp.catalog.finding.words import FILLERS, Words, singulars, stems, words_of
from procore_mcp.catalog.model import ThesaurusFile
from procore_mcp.catalog.safety import Effect

MAIN_ACTS = ("list", "show", "count", "create", "update", "delete")
# A verb that many tools begin with tells what is to be done, but not with what.
_COMMON_VERBS = frozenset((*MAIN_ACTS, "add", "find", "get", "remove", "search", "send", "set"))


class Lexicon:
    """`effects` says what each verb of a tool's name does; `subjects` are what tools act on, in their own words."""

    def __init__(self, thesaurus: ThesaurusFile, effects: Mapping[str, Effect], subjects: Iterable[str] = ()) -> None:
        self.effects = effects
        self.circumstances = frozenset(thesaurus.circumstances)
        said = {act: thesaurus.acts.get(act, []) for act in {**dict.fromkeys(effects), **thesaurus.acts}}
        named = {subject: (subject,) for subject in subjects}
        self._nouns = _looked_up({**named, **{noun: (noun, *entry.says) for noun, entry in thesaurus.nouns.items()}})
        self._acts = _looked_up({act: (act, *phrases) for act, phrases in said.items()})
        self._by_stems: dict[Words, Words] = {}
        for term in (*self._nouns, *self._acts):
            self._by_stems.setdefault(stems(term), term)
        self._longest = max(map(len, (*self._nouns, *self._acts)), default=1)
        self._main_words = set(MAIN_ACTS) | {phrase for act in MAIN_ACTS for phrase in said.get(act, [])}

    def nouns(self, term: Words) -> tuple[str, ...]:
        """The words of the catalog that the term may mean."""
        return self._nouns.get(term, ())

    def acts(self, term: Words) -> tuple[str, ...]:
        """The verbs of tools that the term may mean."""
        return self._acts.get(term, ())

    def known(self, words: Words) -> Words | None:
        """The term that these words are: as written or, if there is none, in another form."""
        if words in self._nouns or words in self._acts:
            return words
        return None if FILLERS.issuperset(words) else self._by_stems.get(stems(words))

    def end_of_term(self, words: Words, start: int) -> int:
        """Where the longest known term that starts here ends; after this word if there is none."""
        ends = range(min(len(words), start + self._longest), start, -1)
        return next((end for end in ends if self.known(words[start:end])), start + 1)

    def is_main_act(self, word: str) -> bool:
        return word in self._main_words

    def is_telling(self, act: str) -> bool:
        """Few tools have this verb, so it singles them out."""
        return act not in _COMMON_VERBS

    @property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(word for term in (*self._nouns, *self._acts) for word in term)


def _looked_up(entries: Mapping[str, Iterable[str]]) -> dict[Words, tuple[str, ...]]:
    found: defaultdict[Words, dict[str, None]] = defaultdict(dict)
    for meant, phrases in entries.items():
        for phrase in phrases:
            found[singulars(words_of(spelled_out(phrase)))][meant] = None
    return {term: tuple(meanings) for term, meanings in found.items()}
