"""Pages look the same to readers, however Procore counts."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.paging import page_of
from procore_mcp.errors import ProcoreError
from tests.engine.actions import action, answer

NEXT = '<https://api.example.com/rest/v1.0/rfis?page=2>; rel="next"'
LAST = '<https://api.example.com/rest/v1.0/rfis?page=1>; rel="first"'


def ids(count: int, start: int = 1) -> list[Any]:
    return [{"id": number} for number in range(start, start + count)]


def read(paging: Any, value: Any, arguments: dict[str, Any] | None = None, result: Any = None, **headers: str):
    tool = action(paging=paging, result=result or {})
    return page_of(tool, arguments or {}, answer(value, 200, **headers), value)


@pytest.mark.parametrize(
    ("arguments", "count", "headers", "following"),
    [
        ({}, 25, {"link": NEXT, "total": "30", "per_page": "25"}, {"page": 2, "page_size": 25}),
        ({"page": 2}, 5, {"link": LAST, "total": "30", "per_page": "25"}, None),
        ({}, 3, {"link": "", "total": "3"}, None),
        ({}, 25, {"link": LAST}, None),
        ({}, 25, {}, {"page": 2, "page_size": 25}),
        ({"page": 4, "page_size": 10}, 10, {}, {"page": 5, "page_size": 10}),
        ({}, 24, {}, None),
        ({}, 0, {}, None),
        ({}, 25, {"total": "25"}, None),
        ({}, 25, {"total": "26"}, {"page": 2, "page_size": 25}),
        ({"page": 9}, 0, {"total": "1000"}, None),
        ({"page_size": 100}, 50, {"per_page": "50"}, {"page": 2, "page_size": 50}),
        ({}, 25, {"per_page": "0", "total": "many"}, {"page": 2, "page_size": 25}),
    ],
)
@pytest.mark.parametrize("style", ["page_number", "page_from_zero"])
def test_numbered_lists_go_on_while_procore_says_so(style, arguments, count, headers, following):
    page = read(style, ids(count), arguments, **headers)
    assert page.next == following
    assert page.items == ids(count)
    assert page.page == arguments.get("page", 1)
    assert page.cut_by == "count"


def test_a_list_with_a_page_size_of_its_own_is_followed_as_it_counts():
    page = read("page_number", ids(100), {"page": 3}, link=NEXT, per_page="100", total="400")
    assert (page.page, page.page_size, page.next, page.cut_by) == (3, 100, {"page": 4, "page_size": 25}, "nowhere")
    assert page.note == "Procore gives 100 records a page here, whatever page_size says."


def test_a_list_that_knows_no_pages_is_cut_here():
    page = read("page_number", ids(60), {"page": 2})
    assert page.describe() == {
        "items": ids(25, 26),
        "page": 2,
        "page_size": 25,
        "total": 60,
        "next": {"page": 3, "page_size": 25},
    }


@pytest.mark.parametrize(
    ("arguments", "items", "following"),
    [
        ({}, ids(25), {"page": 2, "page_size": 25}),
        ({"page": 3}, ids(10, 51), None),
        ({"page": 4}, [], None),
        ({"page_size": 60}, ids(60), None),
    ],
)
def test_a_whole_list_is_cut_here(arguments, items, following):
    page = read("local", ids(60), arguments)
    assert (page.items, page.next, page.total) == (items, following, 60)


@pytest.mark.parametrize(
    ("arguments", "link", "following"),
    [
        ({}, '<https://x.example/?cursor=b&per_page=25>; rel="next"', {"page": "b", "page_size": 25}),
        ({"page": "a", "page_size": 5}, '<https://x.example/?cursor=b>; rel="next"', {"page": "b", "page_size": 5}),
        ({"page": "b"}, '<https://x.example/?cursor=b>; rel="next"', None),
        ({}, '<https://x.example/?page=2>; rel="next"', None),
        ({}, "", None),
    ],
)
def test_a_cursor_comes_from_the_link_and_never_leads_in_a_circle(arguments, link, following):
    page = read("cursor", ids(2), arguments, link=link)
    assert (page.page, page.next, page.cut_by) == (arguments.get("page"), following, None)
    assert ("page" in page.describe()) is bool(arguments)


@pytest.mark.parametrize(
    ("items", "following"),
    [
        (ids(3), {"page": "3", "page_size": 3}),
        (ids(2), None),
        ([], None),
        ([7, 8, 9], {"page": "9", "page_size": 3}),
        ([{"name": "no id"}] * 3, None),
    ],
)
def test_a_list_by_id_goes_on_after_the_last_one(items, following):
    page = read("after_id", items, {"page_size": 3})
    assert (page.items, page.next, page.cut_by) == (items, following, "id")


def test_the_items_of_groups_carry_their_title():
    groups = [
        {"group_title": "Weekly", "meetings": [{"id": 1}, {"id": 2}]},
        {"group_title": "Daily", "meetings": [{"id": 3}]},
        {"group_title": "Empty", "meetings": None},
        "odd",
    ]
    result = {"groups": {"items": "meetings", "title": "group_title"}}
    page = read("page_number", groups, {"page_size": 2}, result)
    assert page.items == [
        {"group_title": "Weekly", "id": 1},
        {"group_title": "Weekly", "id": 2},
        {"group_title": "Daily", "id": 3},
    ]
    assert page.cut_by is None
    assert page.next == {"page": 2, "page_size": 2}
    assert read("local", [{"group_title": "A", "meetings": [5]}], {}, result).items == [5]


def test_nothing_is_an_empty_page_and_a_record_is_no_page():
    assert read("page_number", None).items == []
    with pytest.raises(ProcoreError, match="one record where its documentation promises a list") as failed:
        read("page_number", {"id": 1})
    assert failed.value.kind == "UNEXPECTED_ERROR"
