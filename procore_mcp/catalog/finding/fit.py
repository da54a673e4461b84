"""How well a tool does what is to be done, and how much of its name was asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from procore_mcp.catalog.finding.lexicon import Lexicon
from procore_mcp.catalog.finding.words import Words, singulars, words_of
from procore_mcp.catalog.safety import Effect
from procore_mcp.catalog.tool import Tool

# What one call does to a record is the bigger part; the very verb is the smaller one.
_SAME_EFFECT = 0.6
_SAME_VERB = 0.2
_ANY_READ = 0.6
# Who asks for something mostly wants to choose from all of it.
_LISTS_ALL = 0.1
# Who wants one record mostly says which: its number.
_WHICH = 0.9
# Who asks for observations means them, and not their types.
_WHOLE_NAME = 0.95
# What stands beside a record is meant only by those who say so: its kinds, its settings, what was thrown away.
_ASIDE = 0.7
_ASIDE_TEXT = "attachment category configuration history option recycled setting status statuse template type"
_BESIDE = frozenset(_ASIDE_TEXT.split())
# People do their daily work with the curated tools.
_CURATED = 1.4
# Where a record belongs and which version of a path it is: both are no part of what it is.
_SCOPE = frozenset(("all", "by", "company", "id", "project", "v1", "v2", "0", "1"))


@dataclass(frozen=True, slots=True)
class Acts:
    """What is to be done: verbs of tools, and effects, with their certainty; `numbered` if the request has a number."""

    verbs: Mapping[str, float]
    effects: Mapping[Effect, float]
    numbered: bool


def acts_of(verbs: Mapping[str, float], lexicon: Lexicon, *, numbered: bool) -> Acts:
    effects: dict[Effect, float] = {}
    for verb, certainty in verbs.items():
        if effect := lexicon.effects.get(verb):
            effects[effect] = max(effects.get(effect, 0), certainty)
    return Acts(verbs, effects, numbered)


def family_of(tool: Tool) -> tuple[str, ...]:
    """What the tool acts on, in singular words."""
    nouns = singulars(words_of(tool.name))[1:]
    return tuple(word for word in nouns if word not in _SCOPE) or nouns


def without_scope(subject: Words) -> Words:
    """`company user` is a user."""
    return subject[1:] if subject[:1] in {("company",), ("project",)} else subject


def fit(tool: Tool, acts: Acts, family: Collection[str], said: Collection[str]) -> float:
    """1 for a tool of which nothing was asked for; more for what fits."""
    effect = acts.effects.get(tool.effect, 0)
    verb = acts.verbs.get(tool.verb, 0)
    if effect and tool.verb in {"list", "show"}:
        verb = max(verb, _ANY_READ)
    if tool.verb == "list":
        verb += _LISTS_ALL
    words, asked = frozenset(family), frozenset(said)
    share = len(words & asked) / len(words) if words else 0
    aside = _ASIDE if words & _BESIDE - asked else 1
    which = _WHICH if tool.verb == "show" and not acts.numbered else 1
    tier = _CURATED if tool.tier == "curated" else 1
    done = (1 + _SAME_EFFECT * effect) * (1 + _SAME_VERB * verb)
    return done * (1 + _WHOLE_NAME * share**2) * aside * which * tier
