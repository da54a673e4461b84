"""What was sent and did not stick."""

from __future__ import annotations

import pytest

from procore_mcp.api.messages import FormBody, Json, JsonBody, Request
from procore_mcp.engine.read_back import not_kept


def sent(body: Json) -> Request:
    return Request("PATCH", "/x", body=JsonBody(body))


@pytest.mark.parametrize(
    ("body", "record", "names"),
    [
        ({"rfi": {"due_date": "2026-03-02"}}, {"due_date": None}, ["due_date"]),
        ({"due_date": "2026-03-02", "title": "Hoist"}, {"due_date": None, "title": None}, ["due_date", "title"]),
        ({"rfi": {"due_date": "2026-03-02"}}, {"due_date": "2026-03-02"}, []),
        ({"rfi": {"due_date": "2026-03-02"}}, {"id": 1}, []),
        ({"rfi": {"due_date": None, "note": "", "ids": [1]}}, {"due_date": None, "note": None, "ids": None}, []),
        ([{"due_date": "2026-03-02"}], {"due_date": None}, []),
        ({"rfi": {"due_date": "2026-03-02"}}, None, []),
    ],
)
def test_a_value_that_came_back_empty_is_named(body: Json, record: Json, names: list[str]) -> None:
    assert [sentence.partition(" ")[0] for sentence in not_kept(sent(body), record)] == names


def test_forms_are_not_read_back() -> None:
    assert not_kept(Request("POST", "/x", body=FormBody((("due_date", "2026-03-02"),))), {"due_date": None}) == []
