"""What people say on site: terms in one spelling each, under verbs and nouns of the catalog."""

from __future__ import annotations

import re
from collections import Counter

from procore_mcp.catalog.finding.words import singulars, words_of
from procore_mcp.catalog.verbs import VERBS
from tests.house.face import CATALOG, TOOLS

THESAURUS = CATALOG.load_thesaurus()
SAID = {noun: entry.says for noun, entry in THESAURUS.nouns.items()} | THESAURUS.acts


def test_it_knows_the_language_of_the_site():
    said = {"co", "pco", "cor", "sov", "t&m", "submittal register", "clash", "bic", "spec section", "punch"}
    assert said | {"snag", "toolbox talk"} <= {phrase for says in SAID.values() for phrase in says}
    assert len(THESAURUS.nouns) >= 120


def test_a_phrase_stands_once_under_what_it_means_whatever_its_number():
    spellings = Counter((meant, singulars(words_of(phrase))) for meant, says in SAID.items() for phrase in says)
    assert [key for key, count in spellings.items() if count > 1] == []


def test_phrases_are_lower_case_words():
    phrases = [phrase for says in (SAID.keys(), *SAID.values()) for phrase in says]
    assert [phrase for phrase in phrases if phrase != phrase.lower() or not words_of(phrase)] == []


def test_acts_are_verbs_of_tools():
    assert THESAURUS.acts.keys() <= VERBS


def test_most_nouns_are_in_names_of_tools():
    """A name may change when the generated tier is made anew; what is said of the old one still leads nearby."""
    names = [f" {' '.join(singulars(words_of(tool.name)))} " for tool in TOOLS]
    named = [
        noun for noun in THESAURUS.nouns if any(f" {' '.join(singulars(words_of(noun)))} " in name for name in names)
    ]
    assert len(named) >= 0.85 * len(THESAURUS.nouns)


def test_circumstances_are_nouns():
    assert {*THESAURUS.circumstances} <= THESAURUS.nouns.keys()


def test_what_numbers_are_written_for_is_said_of_something():
    said = {phrase for says in SAID.values() for phrase in says} | THESAURUS.nouns.keys()
    assert {*THESAURUS.written.values()} <= said
    assert all(map(re.compile, THESAURUS.written))
