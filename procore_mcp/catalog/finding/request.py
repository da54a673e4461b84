"""A request in everyday words, understood: what it names and what is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from procore_mcp.catalog.finding.clause import Term, split_acts, terms
from procore_mcp.catalog.finding.lexicon import Lexicon
from procore_mcp.catalog.finding.mood import Mood, mood_of, usual_acts
from procore_mcp.catalog.finding.words import FILLERS, VAGUE, Words, without_pronouns, words_of

_CLAUSES = re.compile(r"[,;:!?]+|\.\s| - |—|\band then\b|\bso\b")
# How much a word counts that no one has explained, and a verb that is also a word of names.
_UNEXPLAINED = 0.8
_VERB = 0.4
_TELLING_ACT = 0.6
# An act in the middle of a sentence is seldom the one that is asked for: `the photos we added`.
_IN_PASSING = 0.3
# What a record is about says less of its kind than its name does.
_TOPIC = 0.4
_ABOUT = frozenset(("about", "concerning", "regarding"))


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that was named: words of the catalog that it may mean, and the words themselves."""

    nouns: tuple[str, ...]
    words: Words = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Request:
    """`acts` are verbs of tools with their certainty, 0 to 1; `words` tell what is sought."""

    things: tuple[Thing, ...]
    acts: Mapping[str, float]
    words: Words


def understood(text: str, lexicon: Lexicon) -> Request:
    """`text` is plain: lower case, without short forms."""
    mood = mood_of(text)
    clauses = [without_pronouns(words_of(clause)) for clause in _CLAUSES.split(text)]
    acts: dict[str, float] = {}
    things: list[Thing] = []
    said: list[str] = []
    for clause in clauses:
        found = list(terms(clause, lexicon))
        apart = split_acts(clause, lexicon)
        kind, topic = _apart(found)
        said += [word for term in kind for word in term.said]
        things += [thing for term in kind for thing in _things(term, lexicon)]
        things += [replace(thing, weight=thing.weight * _TOPIC) for term in topic for thing in _things(term, lexicon)]
        for act, certainty in (*((act, 1.0) for act in apart), *_acts(found, mood, is_split=bool(apart))):
            acts[act] = max(acts.get(act, 0), certainty)
    if all(certainty < 1 for certainty in acts.values()):
        acts = {act: max(acts.get(act, 0), usual_acts(mood).get(act, 0)) for act in {**acts, **usual_acts(mood)}}
    things += [
        Thing((act,), weight=_TELLING_ACT) for act, sure in acts.items() if sure == 1 and lexicon.is_telling(act)
    ]
    telling = dict.fromkeys(word for word in said if word not in FILLERS | VAGUE)
    return Request(tuple(dict.fromkeys(things)), acts, tuple(telling))


def _apart(found: list[Term]) -> tuple[list[Term], list[Term]]:
    """What is sought, and what it is about: `emails about the submittal` are emails."""
    about = next((place for place, term in enumerate(found) if term.said[0] in _ABOUT), len(found))
    is_named = any(term.nouns for term in found[:about])
    return (found[:about], found[about:]) if is_named else (found, [])


def _things(term: Term, lexicon: Lexicon) -> Iterator[Thing]:
    """A known term of several words gives way to its meaning: a shop drawing is no drawing."""
    if term.nouns:
        yield Thing(term.nouns, tuple(word for word in term.said if term.is_word and word not in FILLERS))
    elif term.is_word and term.tells and not (term.acts and lexicon.is_main_act(term.said[0])):
        yield Thing((), term.said, _VERB if term.acts else _UNEXPLAINED)


def _acts(found: list[Term], mood: Mood, *, is_split: bool) -> Iterator[tuple[str, float]]:
    for term in found:
        is_asked = term.leads and not (is_split and term.is_word)
        certainty = 1.0 if is_asked or not (term.is_word or mood is Mood.QUESTION) else _IN_PASSING
        yield from ((act, certainty) for act in term.acts)
