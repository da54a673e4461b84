"""Words as search compares them."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.finding.words import singulars, stem, without_pronouns, words_of


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("deliveries", "delivery"),
        ("passes", "pass"),
        ("boxes", "box"),
        ("status", "status"),
        ("glass", "glass"),
        ("as", "as"),
    ],
)
def test_a_plural_is_its_singular(plural: str, one: str):
    assert singulars((plural,)) == (one,)


@pytest.mark.parametrize(
    "forms",
    [
        ("haul", "hauled", "hauling"),
        ("stop", "stopped"),
        ("damage", "damaged", "damages"),
        ("meet", "meeting", "meetings"),
    ],
)
def test_the_forms_of_a_word_share_a_stem(forms: tuple[str, ...]):
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["red", "used", "sing", "pass"])
def test_short_words_keep_a_stem_of_three_letters(word: str):
    assert len(stem(word)) >= 3


def test_a_pronoun_between_an_act_and_its_particle_says_nothing():
    assert without_pronouns(words_of("write it up, then give it a look")) == words_of("write up then give it a look")
