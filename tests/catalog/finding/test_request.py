"""What a request names, and what is to be done."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.finding.lexicon import Lexicon
from procore_mcp.catalog.finding.request import Request, Thing, understood
from procore_mcp.catalog.model import ThesaurusFile
from procore_mcp.catalog.safety import Effect

EFFECTS = {
    "list": Effect.READ,
    "show": Effect.READ,
    "create": Effect.CREATE,
    "update": Effect.UPDATE,
    "delete": Effect.DELETE,
    "remove": Effect.DELETE,
    "invite": Effect.UPDATE,
}
LEXICON = Lexicon(
    ThesaurusFile.model_validate(
        {
            "nouns": {
                "submittal": {"says": ["shop drawing", "sample"]},
                "change order": {"says": ["CO"]},
                "photo": {"says": ["picture"]},
                "image": {"says": ["picture"]},
                "waste log": {"says": ["haul off"]},
            },
            "acts": {
                "create": ["write up", "log"],
                "update": ["change"],
                "remove": ["take off"],
                "list": ["which"],
                "invite": [],
            },
        }
    ),
    EFFECTS,
)


def asked(text: str) -> Request:
    return understood(text, LEXICON)


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("shop drawings", (Thing(("submittal",)),)),
        ("the cos", (Thing(("change order",), ("cos",)),)),
        ("pictures", (Thing(("photo", "image"), ("pictures",)),)),
        ("hauled off", (Thing(("waste log",)),)),
        ("boiler 12", (Thing((), ("boiler",), 0.8),)),
        ("the of", ()),
    ],
)
def test_a_known_term_gives_way_to_its_meaning(text: str, things: tuple[Thing, ...]):
    assert asked(text).things == things


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("please log the boiler", "create"),
        ("write it up", "create"),
        ("the boiler is here, log it", "create"),
        ("take that guy off", "remove"),
        ("which boilers", "list"),
        ("we should change the boiler", "update"),
    ],
)
def test_an_act_that_leads_its_clause_is_certain(text: str, act: str):
    assert asked(text).acts[act] == 1


def test_an_act_in_passing_is_not_what_is_asked_for():
    acts = asked("which boilers did we change").acts
    assert acts["update"] < acts["list"] == 1


def test_a_noun_that_holds_a_verb_is_no_act():
    assert "update" not in asked("change orders").acts


@pytest.mark.parametrize(
    ("text", "likeliest"),
    [("what boilers", "list"), ("the boiler exploded", "create"), ("boiler today", "create"), ("boilers", "list")],
)
def test_without_an_act_the_mood_decides(text: str, likeliest: str):
    acts = asked(text).acts
    assert max(acts, key=lambda act: acts[act]) == likeliest


def test_a_rare_verb_is_sought_in_names():
    assert Thing(("invite",), weight=0.6) in asked("invite bob").things


def test_a_verb_in_passing_is_a_word_like_others():
    assert Thing((), ("invite",), 0.4) in asked("boilers we invite").things


def test_only_telling_words_are_evidence():
    assert asked("get the guy with the boiler today").words == ("boiler",)
