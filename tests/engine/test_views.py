"""What a reader gets of a record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from procore_mcp.catalog.model import View
from procore_mcp.engine.prune import prune
from procore_mcp.engine.views import project, unknown_fields

RFI: Any = {
    "id": 1,
    "subject": "Door",
    "draft": False,
    "days": 0,
    "due": None,
    "note": "",
    "rfi_manager": {"id": 5, "name": "Ada", "login": "ada@example.com"},
    "assignees": [{"id": 6, "name": "Bo", "login": "b"}, {"id": 7, "name": None}],
    "questions": [{"body": "Why?", "answers": []}, {"body": "How?"}],
    "empty": [],
    "status": {"id": 3, "name": "open"},
}


@pytest.mark.parametrize(
    ("fields", "record"),
    [
        (["id", "subject"], {"id": 1, "subject": "Door"}),
        (["subject", "id"], {"subject": "Door", "id": 1}),
        (["draft", "days", "due", "note", "empty"], {"draft": False, "days": 0}),
        (["manager=rfi_manager(id,name)"], {"manager": {"id": 5, "name": "Ada"}}),
        (["rfi_manager(who=name)"], {"rfi_manager": {"who": "Ada"}}),
        (["assignees(id,name)"], {"assignees": [{"id": 6, "name": "Bo"}, {"id": 7}]}),
        (["question=questions.0.body"], {"question": "Why?"}),
        (["questions.0.body"], {"questions": "Why?"}),
        (["question=questions.7.body", "id"], {"id": 1}),
        (["asked=questions.body"], {"asked": ["Why?", "How?"]}),
        (["who=assignees.nothing", "id"], {"id": 1}),
        (["deep=subject.of.text", "gone", "id"], {"id": 1}),
        (["x=empty.name", "y=due.name", "id"], {"id": 1}),
        (["subject(id)"], {"subject": "Door"}),
    ],
)
def test_a_view_picks_renames_and_cuts(fields, record):
    assert project(View(fields=fields), RFI) == record
    assert project(View(fields=fields), [RFI, RFI]) == [record, record]
    assert json.dumps(project(View(fields=fields), RFI)) == json.dumps(record)


def test_more_fields_join_the_view_and_whole_ones_take_its_place():
    view = View(fields=["id", "assignees(id)"])
    assert project(view, RFI, fields=["status.id", "status.name", "boss=rfi_manager(id)"]) == {
        "id": 1,
        "assignees": [{"id": 6}, {"id": 7}],
        "status.id": 3,
        "status.name": "open",
        "boss": {"id": 5},
    }
    whole = project(view, RFI, fields=["assignees"])
    assert whole == {"id": 1, "assignees": [{"id": 6, "name": "Bo", "login": "b"}, {"id": 7}]}


def test_everything_is_there_in_full_or_without_a_view_but_nothing_empty():
    full: Any = project(View(fields=["id"]), RFI, detail="full")
    assert full == project(None, RFI) == prune(RFI)
    assert "due" not in full
    assert full["questions"] == [{"body": "Why?"}, {"body": "How?"}]


def test_a_view_for_another_shape_does_not_swallow_the_record():
    assert project(View(fields=["subject"]), {"key": 1}) == {"key": 1}
    assert project(View(fields=["subject"]), [1, 2]) == [1, 2]


def test_an_open_view_is_followed_by_all_that_it_neither_names_nor_leaves_out():
    row: Any = {
        "company": "Acme",
        "Job to Date Costs": "12.50",
        "id": 1,
        "75": "3.00",
        "cost_code": {"id": 2, "name": "A"},
    }
    view = View(fields=["id", "code=cost_code(name)"], leave_out=["company"])
    shown: Any = project(view, row)
    assert list(shown.items()) == [
        ("id", 1),
        ("code", {"name": "A"}),
        ("Job to Date Costs", "12.50"),
        ("75", "3.00"),
    ]
    assert project(View(fields=["id"], leave_out=[]), {"id": 1, "company": "Acme"}) == {"id": 1, "company": "Acme"}


def test_a_sealed_view_gives_nothing_else_whatever_is_asked():
    view = View(fields=["id"], sealed=True)
    assert project(view, RFI, fields=["status"], detail="full") == {"id": 1}
    assert project(view, [RFI, {"secret": 1}, "secret"]) == [{"id": 1}, {}, None]


def test_unknown_fields_are_named_with_those_that_there_are():
    assert unknown_fields(RFI, ["subject", "assignees.0.name", "due.day", "empty.name", "assignees.9.id"]) == []
    assert unknown_fields(RFI, ["asignees"]) == ["The record has no field asignees; nearest: assignees."]
    assert unknown_fields([{"id": 1, "name": "a"}], ["zzz"]) == ["The record has no field zzz; it has id, name."]
    assert unknown_fields([{"id": 1}, {"name": "a"}], ["name"]) == []
    assert unknown_fields([], ["zzz"]) == []
    assert unknown_fields([3], ["zzz"]) == []


@pytest.mark.parametrize(
    ("value", "pruned"),
    [
        ({"a": None, "b": "", "c": [], "d": {}, "e": {"f": None}, "g": [None, {}, ""]}, {}),
        ({"a": False, "b": 0, "c": 0.0, "d": " "}, {"a": False, "b": 0, "c": 0.0, "d": " "}),
        ([1, None, {"a": None}, {"b": 1}], [1, {"b": 1}]),
        (None, None),
        ("", ""),
    ],
)
def test_what_says_nothing_is_left_out(value, pruned):
    assert prune(value) == pruned
