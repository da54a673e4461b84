"""The best first, but not all of one kind."""

from __future__ import annotations

from procore_mcp.catalog.finding.variety import varied

KINDS = [("rfi",), ("rfi",), ("rfi",), ("punch",)]
EFFECTS = ["read", "read", "update", "read"]


def test_equals_of_one_kind_give_way():
    ranked = [(1.0, 0), (0.99, 1), (0.98, 2), (0.9, 3)]
    assert varied(ranked, KINDS.__getitem__, EFFECTS.__getitem__, 4) == [0, 3, 2, 1]


def test_what_is_far_better_stays_in_front():
    ranked = [(1.0, 0), (0.9, 2), (0.1, 3)]
    assert varied(ranked, KINDS.__getitem__, EFFECTS.__getitem__, 2) == [0, 2]


def test_many_may_be_asked_for():
    ranked = [(1 / (place + 1), place) for place in range(200)]
    assert len(varied(ranked, lambda place: (str(place),), lambda _: "read", 150)) == 150


def test_parts_of_a_better_one_give_way_to_something_else():
    kinds = [("meeting",), ("meeting", "topic"), ("task",)]
    ranked = [(1.0, 0), (0.92, 1), (0.9, 2)]
    assert varied(ranked, kinds.__getitem__, lambda _: "read", 3) == [0, 2, 1]
