"""Answers of every kind become a value or one error."""

from __future__ import annotations

import pytest

from procore_mcp.engine.decode import decode
from procore_mcp.errors import ProcoreError
from tests.engine.actions import action, answer

READ = action()
READ_V2 = action(result={"unwrap": "data"})
WRITE = action("POST /rest/v1.0/projects/{project_id}/rfis", look_with="list_rfis")
SEARCH = action("POST /rest/v1.0/projects/{project_id}/rfis/search", safety="read")
BLIND_WRITE = action("POST /rest/v1.0/projects/{project_id}/rfis")


@pytest.mark.parametrize(
    ("tool", "response", "value"),
    [
        (READ, answer([1]), [1]),
        (READ, answer({"data": 1}), {"data": 1}),
        (READ_V2, answer({"data": [1]}), [1]),
        (READ_V2, answer({"id": "1"}), {"id": "1"}),
        (READ_V2, answer([1]), [1]),
        (READ, answer(b"", 204), None),
        (READ, answer(b"", 202), None),
        (action(result={"empty": True}), answer(b" ", 200), None),
        (action(result={"file": True}), answer(b"%PDF-1.7", 200), None),
        (WRITE, answer(b"", 200), None),
        (WRITE, answer({"id": 1}, 201), {"id": 1}),
        (READ, answer(b'{"name": "half \\ud83d and \\ud83d\\ude00"}'), {"name": "half ? and \U0001f600"}),
    ],
)
def test_an_answer_is_the_value_without_its_envelope(tool, response, value):
    assert decode(tool, response) == value


@pytest.mark.parametrize(
    ("content", "status", "says"),
    [
        (b"", 200, "answered without a body"),
        (b'[{"id": 1}, {"id"', 200, "sent a body that is cut off or is no JSON"),
        (b"<html><body>Hello</body></html>", 200, "sent a body that is cut off or is no JSON"),
        (b"\xff\xfe\xfa", 200, "sent a body that is cut off or is no JSON"),
        (b'{"x": NaN}', 200, "sent a body that is cut off or is no JSON"),
        (b'{"x": 1e999}', 200, "sent a body that is cut off or is no JSON"),
        (b"[" * 100_000, 200, "sent a body that is cut off or is no JSON"),
        (b"", 302, "pointed to another address instead of answering"),
    ],
)
def test_a_success_that_cannot_be_read_is_an_error_that_says_so(content, status, says):
    with pytest.raises(ProcoreError) as failed:
        decode(READ, answer(content, status, x_request_id="r-1", location="https://x.example/?sig=s3cret"))
    error = failed.value
    assert (error.kind, error.status, error.request_id, error.retryable) == ("UNEXPECTED_ERROR", status, "r-1", True)
    assert says in error.message
    assert "s3cret" not in str(error.describe())


def test_a_search_that_is_posted_changed_nothing_whatever_came_back():
    with pytest.raises(ProcoreError) as failed:
        decode(SEARCH, answer(b'{"id": 1', 200))
    assert (failed.value.hint, failed.value.retryable) == ("Try again.", True)


@pytest.mark.parametrize(
    ("tool", "look"), [(WRITE, "Look with list_rfis before"), (BLIND_WRITE, "Look at the record before")]
)
def test_a_write_whose_answer_cannot_be_read_has_probably_happened(tool, look):
    with pytest.raises(ProcoreError) as failed:
        decode(tool, answer(b'{"id": 1', 201))
    assert failed.value.retryable is False
    assert "probably happened" in (failed.value.hint or "")
    assert look in (failed.value.hint or "")


def test_an_error_status_is_an_error_even_with_a_fine_body():
    with pytest.raises(ProcoreError):
        decode(READ, answer([], 404))
