"""What people say on site: terms that can be found, in one spelling each."""

from __future__ import annotations

from collections import Counter

from procore_mcp.catalog.query import meanings, words_of
from tests.house.face import CATALOG

TERMS = CATALOG.thesaurus


def test_it_knows_the_language_of_the_site():
    said = {"co", "pco", "cor", "sov", "t&m", "submittal register", "clash", "ball in court", "spec section", "punch"}
    assert said | {"snag", "toolbox talk"} <= TERMS.keys()
    assert len(TERMS) >= 120


def test_a_term_has_one_entry_whatever_its_number():
    spellings = Counter(key for term in TERMS for key in meanings({term: TERMS[term]}))
    assert [key for key, count in spellings.items() if count > 1] == []


def test_terms_are_lower_case_words_with_a_meaning():
    assert [term for term, meant in TERMS.items() if term != term.lower() or not words_of(term) or not all(meant)] == []
