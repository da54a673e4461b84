"""What a request is likely about."""

from __future__ import annotations

from procore_mcp.catalog.finding.likelihood import Likelihood
from procore_mcp.catalog.model import NounEntry

LIKELIHOOD = Likelihood(
    {
        "punch item": NounEntry(says=["snag", "back punch walk"], near=["door latch", "paint"]),
        "delivery log": NounEntry(near=["door truck"]),
        "rfi": NounEntry(),
    }
)


def likeliest(*words: str) -> list[str]:
    return [noun for noun, _ in LIKELIHOOD.of(words)]


def test_words_that_come_up_with_a_noun_point_to_it():
    assert likeliest("latches", "door") == ["punch item", "delivery log"]


def test_unknown_words_point_nowhere():
    assert likeliest("boiler") == []


def test_another_name_tells_more_than_a_word_nearby_or_a_part_of_a_phrase():
    evidence = {word: LIKELIHOOD.of((word,))[0][1] for word in ("snag", "paint", "walk")}
    assert evidence["snag"] > evidence["paint"] > evidence["walk"]


def test_a_noun_does_not_win_by_all_that_is_told_of_it():
    told = {"rfi": NounEntry(near=["crane " + " ".join(f"word{number}" for number in range(99))])}
    likely = Likelihood({**told, "equipment log": NounEntry(near=["crane"])}).of(("crane",))
    assert [noun for noun, _ in likely] == ["equipment log", "rfi"]
