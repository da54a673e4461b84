"""Answers stay within the budget, and nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from math import ceil
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.engine.budget import fit_page
from procore_mcp.engine.paging import Page, page_of
from procore_mcp.engine.record_budget import fit_record
from procore_mcp.engine.tokens import tokens
from tests.engine.actions import action, answer

LIMIT = 600
SIZES = st.lists(st.integers(0, 900), max_size=60)
LIST = action(paging="local")
BY_ID = action(paging="after_id")


def records(sizes: list[int]) -> list[Any]:
    return [{"id": number, "text": "x" * size} for number, size in enumerate(sizes, 1)]


def test_tokens_are_a_quarter_of_the_characters():
    assert tokens({"a": "é"}) == ceil(len('{"a":"é"}') / 4)
    assert tokens(None) == 1


def follow(read: Callable[[dict[str, Any]], Page], arguments: dict[str, Any], rounds: int) -> list[int]:
    """Ids of everything that a reader sees who follows `next` to the end."""
    seen: list[int] = []
    for _ in range(rounds):
        page = fit_page(read(arguments), LIMIT, asked=[])
        assert tokens(page.describe()) <= LIMIT
        seen += [cast("Any", record)["id"] for record in page.items]
        if page.next is None:
            return seen
        arguments = page.next
    raise AssertionError("`next` never ends")


@given(SIZES, st.integers(1, 30))
def test_following_next_gives_each_record_once_and_in_order(sizes, page_size):
    everything = records(sizes)

    def read(arguments: dict[str, Any]) -> Page:
        return page_of(LIST, arguments, answer(), everything)

    assert follow(read, {"page_size": page_size}, len(sizes) + 1) == [record["id"] for record in everything]


@given(SIZES, st.integers(1, 30))
def test_following_next_by_id_gives_each_record_once_and_in_order(sizes, page_size):
    everything = records(sizes)

    def read(arguments: dict[str, Any]) -> Page:
        after = int(arguments.get("page", 0))
        return page_of(BY_ID, arguments, answer(), everything[after : after + arguments["page_size"]])

    assert follow(read, {"page_size": page_size}, len(sizes) + 1) == [record["id"] for record in everything]


@given(SIZES, st.integers(1, 30), st.integers(1, 4))
def test_a_list_that_cannot_be_cut_shows_each_record_at_least_once(sizes, page_size, start):
    everything = records(sizes)

    def read(arguments: dict[str, Any]) -> Page:
        number, size = arguments["page"], arguments["page_size"]
        end = number * size
        following: Any = {"page": number + 1, "page_size": size} if end < len(everything) else None
        return Page(everything[end - size : end], number, size, next=following, cut_by=None)

    seen = follow(read, {"page": start, "page_size": page_size}, 50 * len(sizes) + 1)
    assert set(seen) == {record["id"] for record in everything[(start - 1) * page_size :]}


def test_a_cursor_page_is_offered_again_in_a_smaller_size():
    whole = Page(records([400] * 10), "abc", 10, next={"page": "def", "page_size": 10}, cut_by=None)
    page = fit_page(whole, LIMIT)
    assert page.next == {"page": "abc", "page_size": len(page.items)}
    told = f"Only the first {len(page.items)} of the 10 records of this page fit; `next` gives the same page, smaller."
    assert page.note == told
    first = fit_page(Page(records([400] * 10), None, 10, cut_by=None), LIMIT)
    assert first.next == {"page_size": len(first.items)}


def test_groups_too_long_for_the_smallest_page_lose_their_end_and_say_so():
    whole = Page(records([400] * 10), 3, 1, next={"page": 4, "page_size": 1}, cut_by=None)
    page = fit_page(whole, LIMIT)
    assert page.next == {"page": 4, "page_size": 1}
    assert page.note == f"{10 - len(page.items)} of the 10 records of this page did not fit; choose fewer fields."


def test_a_page_of_a_size_that_nobody_can_change_is_not_offered_again():
    page = fit_page(Page(records([400] * 10), 3, 10, next={"page": 4, "page_size": 5}, cut_by="nowhere"), LIMIT)
    assert page.next == {"page": 4, "page_size": 5}
    assert page.note == f"{10 - len(page.items)} of the 10 records of this page did not fit; choose fewer fields."


def test_a_list_by_id_without_ids_is_offered_again_in_a_smaller_size():
    page = fit_page(Page([{"text": "x" * 400}] * 10, "9", 10, cut_by="id"), LIMIT)
    assert page.next == {"page": "9", "page_size": len(page.items)}


def test_a_page_that_fits_is_left_alone():
    page = Page(records([1]), 1, 25)
    assert fit_page(page, LIMIT) is page


def test_the_largest_fields_go_first_and_say_how_to_get_them():
    record: Any = {"id": 1, "log": ["entry"] * 1000, "body": "x" * 3000, "subject": "Door", "tags": {"a": "y" * 2990}}
    assert fit_record(record, LIMIT, asked=[], paths={"body": "question.body"}) == {
        "id": 1,
        "subject": "Door",
        "omitted": {
            "log": '1,000 items, about 2,001 tokens; ask with fields=["log"]',
            "body": '3,000 characters, about 751 tokens; ask with fields=["question.body"]',
            "tags": '1 fields, about 750 tokens; ask with fields=["tags"]',
        },
    }


def test_a_field_that_was_asked_for_is_cut_at_an_element_or_a_character():
    record: Any = {"id": 1, "log": [{"n": number, "text": "x" * 80} for number in range(100)], "other": "y" * 3000}
    fitted: Any = fit_record(record, LIMIT, asked=["log"])
    shown = len(fitted["log"])
    assert fitted["log"] == record["log"][:shown]
    assert 5 < shown < 100
    assert fitted["omitted"]["log"] == f"only the first {shown} of 100 items are shown"
    assert "ask with" in fitted["omitted"]["other"]
    text: Any = fit_record({"id": 1, "body": 'a "quoted" text ' * 1000}, LIMIT, asked=["body"])
    assert text["omitted"]["body"] == f"only the first {len(text['body']):,} of 16,000 characters are shown"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("x" * 9000, "only the first"),
        ([["x" * 9000]], "only the first 1 of 1 items are shown"),
        ([{"deep": {"deeper": "x" * 9000}}], "only the first 1 of 1 items are shown"),
        ({"deep": {"deeper": ["x" * 9000]}}, "only a part is shown"),
    ],
)
def test_without_a_way_to_ask_everything_is_shortened_alike(value, shown):
    fitted: Any = fit_record({"id": 1, "value": value}, LIMIT)
    assert fitted["id"] == 1
    assert "value" in fitted
    assert fitted["omitted"]["value"].startswith(shown)
    assert tokens(fitted) <= LIMIT


def test_a_text_alone_is_shortened_as_a_value():
    fitted: Any = fit_record("x" * 9000, LIMIT)
    assert set(fitted) == {"value", "omitted"}


def test_many_middling_fields_are_counted_rather_than_listed():
    record: Any = {f"field_{number}": "x" * 200 for number in range(80)}
    fitted: Any = fit_record(record, LIMIT, asked=[])
    assert len(fitted["omitted"]) == 9
    assert fitted["omitted"]["and"].endswith("more fields")


NAMES = st.text("abc", min_size=1, max_size=3)
SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 10**9) | st.integers(0, 1000).map(lambda size: 'é"\\x' * size),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(NAMES, inner, max_size=8),
    max_leaves=15,
)


@given(st.dictionaries(NAMES, SHAPES, max_size=15), st.sampled_from([None, [], ["a", "b"]]))
def test_a_record_of_any_shape_fits_and_stays_json(record, asked):
    fitted: Any = fit_record(record, LIMIT, asked=asked)
    assert tokens(fitted) <= LIMIT
    assert json.loads(json.dumps(fitted)) == fitted
    if fitted is not record:
        assert fitted["omitted"]
