"""A success may hold failures."""

from __future__ import annotations

import pytest

from procore_mcp.api.messages import FormBody, JsonBody, Request
from procore_mcp.engine.shortfall import shortfalls

SYNC = {"updates": [{"id": 1}, {"id": 2}]}


def write(body: object) -> Request:
    return Request("PATCH", "/x", body=JsonBody(body) if body is not None else None)  # type: ignore[arg-type]  # JSON


@pytest.mark.parametrize(
    ("sent", "value", "sentences"),
    [
        (SYNC, {"entities": [{"id": 1}], "errors": []}, []),
        (SYNC, {"id": 1, "errors": None}, []),
        (SYNC, [{"id": 1}], []),
        (None, None, []),
        (
            {"notes_logs": [{"id": 4}, {"id": 5}]},
            [{"notes_log": [{"id": 4, "success": True}, {"id": 5, "success": False, "error": "You may not."}]}],
            ["Procore answered with success, but 1 of the parts failed: 5: You may not."],
        ),
        (
            SYNC,
            {"entities": [], "errors": [{"id": 2, "success": False, "message": "Locked."}]},
            ["Procore answered with success, but 1 of the parts failed: 2: Locked."],
        ),
        (SYNC, {"success": False}, ["Procore answered with success, but 1 of the parts failed: no reason given."]),
        (
            SYNC,
            {"entities": [], "errors": [{"id": 0, "name": "A", "errors": {"id": ["not found"]}}]},
            ["Procore answered with success, but 1 of the parts failed: 0.id not found."],
        ),
        (
            {"ids": [1, 2, 3]},
            {"success": [{"id": "1"}], "failed": [{"id": 2, "code": "X", "message": "Locked."}]},
            [
                "Procore answered with success, but 1 of the parts failed: 2: Locked.",
                "Procore did not mention 1 of the ids that were sent (3): they may be unknown to it.",
            ],
        ),
        (SYNC, {"success": [{"id": 1}, {"id": "2"}], "failed": []}, []),
        (
            {"a": "x", "wrapped": {"rows": [{"id": 1}, {"id": 9}]}},
            {"success": [{"id": 1}]},
            ["Procore did not mention 1 of the ids that were sent (9): they may be unknown to it."],
        ),
        (
            None,
            {"data": [], "failures": [{"file": "a.pdf"}, "b.pdf is broken"]},
            ["Procore answered with success, but 2 of the parts failed: no reason given; b.pdf is broken."],
        ),
        (
            None,
            {"errors": ["x"] * 7},
            ["Procore answered with success, but 7 of the parts failed: x; x; x; x; x; and 2 more."],
        ),
    ],
)
def test_what_did_not_happen_is_said(sent, value, sentences):
    assert shortfalls(write(sent), value) == sentences


def test_a_form_has_no_ids_to_compare():
    assert shortfalls(Request("POST", "/x", body=FormBody(())), {"success": []}) == []


def test_a_read_is_never_a_failure():
    assert shortfalls(Request("GET", "/x"), {"errors": ["a validator's own list"]}) == []
