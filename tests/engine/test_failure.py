"""Every shape of error body becomes the same error."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.failure import failure
from tests.engine.actions import action, answer

READ = action()
SEARCH = action("POST /rest/v1.0/projects/{project_id}/rfis/search", safety="read")
WRITE = action("POST /rest/v1.0/projects/{project_id}/rfis", look_with="list_rfis")
UPDATE = action("PATCH /rest/v1.0/projects/{project_id}/rfis")


@pytest.mark.parametrize(
    ("body", "says", "fields"),
    [
        # A: the shape of version 1, each key optional
        ({"code": 403, "message": "No", "fields": None, "reason": "Low level", "error": None}, "No; Low level", {}),
        ({"code": 400, "fields": "subject", "error": "Invalid"}, "Invalid; subject", {}),
        ({"code": 400}, "Bad Request", {}),
        ({"code": 400, "fields": {"subject": ["is missing"]}}, "subject is missing", {"subject": ("is missing",)}),
        # B: a list of texts
        ({"errors": ["One.", "Two."]}, "One; Two", {}),
        # C: a map of fields
        ({"errors": {"assignees": ["required"]}}, "assignees required", {"assignees": ("required",)}),
        ({"errors": {"due": "is wrong"}}, "due is wrong", {"due": ("is wrong",)}),
        ({"errors": {"question": {"body": ["a", "b"]}}}, "question.body a, b", {"question.body": ("a", "b")}),
        # D: a part of a sync
        (
            {"entities": [], "errors": [{"id": 0, "name": "Door", "errors": {"id": ["not found"]}}]},
            "0.id not found",
            {"0.id": ("not found",)},
        ),
        # E: the shape of version 2
        (
            {
                "error": {
                    "code": "BAD_REQUEST",
                    "message": "Invalid",
                    "details": [{"reason_code": "BLANK", "message": "can't be blank", "source": "name"}],
                }
            },
            "Invalid",
            {"name": ("can't be blank",)},
        ),
        ({"error": {"details": [{"reason_code": "BLANK", "source": "name"}]}}, "name BLANK", {"name": ("BLANK",)}),
        ({"error": {"details": [{"reason_code": "BLANK"}]}}, "BLANK", {}),
        # F: without details
        ({"error": {"code": "X", "message": "Invalid"}}, "Invalid", {}),
        ({"error": {"code": "X"}}, "X", {}),
        # G: single keys
        ({"message": "Invalid"}, "Invalid", {}),
        ({"error": "Invalid"}, "Invalid", {}),
        ({"message": "Invalid", "error": "Invalid"}, "Invalid", {}),
        ({"error": True, "message": "Invalid"}, "Invalid", {}),
        # H: a conflict of files
        ({"errors": {"base": ["Name is taken"]}, "error_type": "dup", "file": {"id": 1}}, "Name is taken", {}),
        ({"error_type": "duplicate", "file": {"id": 1}}, "duplicate", {}),
        # I: one error per record
        (
            [{"id": 1, "errors": {"title": ["can't be blank"]}}, {"id": 2, "errors": ["gone"]}],
            "1.title can't be blank; 2 gone",
            {"1.title": ("can't be blank",), "2": ("gone",)},
        ),
        # J: validators
        ({"valid": False, "errors": ["Too long", {"field": "base", "message": "Odd"}]}, "Too long; Odd", {}),
        # K: signing in
        ({"error": "invalid_grant", "error_description": "It is spent"}, "It is spent; invalid_grant", {}),
        # what the status says already
        ({"code": 400, "message": "No such date.", "error": "Bad Request"}, "No such date", {}),
        ({"error": "Bad Request"}, "Bad Request", {}),
        # what else comes
        ("Plain words", "Plain words", {}),
        (None, "Bad Request", {}),
        (17, "17", {}),
        ({}, "Bad Request", {}),
        ([], "Bad Request", {}),
        (b"", "Bad Request", {}),
        (b'{"message": "cut o', "Bad Request", {}),
        (b"\xff\xfeOops", "\ufffd\ufffdOops", {}),
        (b"<html><head><title>400 Bad\n Gateway</title></head><body>x</body></html>", "400 Bad Gateway", {}),
        (b"<!DOCTYPE html><style>p{}</style><script>1<2</script><p>Sorry &amp; bye</p>", "Sorry & bye", {}),
        ({"message": " ", "error": "Only this"}, "Only this", {}),
        ({"message": "<b>Not</b> allowed"}, "Not allowed", {}),
        ({"message": "see https://x.example/a?sig=s3cret#f now"}, "see https://x.example/a now", {}),
        ({"message": "see https://me:s3cret@x.example/a"}, "see https://x.example/a", {}),
        ({"message": "Bearer s3crets3cret is old"}, "Bearer … is old", {}),
        ({"message": 'access_token="s3crets3cret" is old'}, 'access_token="…" is old', {}),
        ({"message": "two\nlines\x00 and \ud800"}, "two lines and ?", {}),
        ({"message": "long " * 100}, "long " * 59 + "long…", {}),
    ],
)
def test_a_body_of_any_shape_says_its_piece(body, says, fields):
    error = failure(READ, answer(body, 400, x_request_id="r-1"))
    assert error.message == f"Do It failed with status 400: {says}."
    assert error.fields == fields
    assert error.request_id == "r-1"
    assert "s3cret" not in str(error.describe())


@pytest.mark.parametrize("opening", ["<h1 ", "<title>", "<script ", "https://", "<a "])
def test_of_an_endless_page_only_the_beginning_is_read(opening):
    page = f"<html>{opening * 200_000}</h1><h1>The end</h1>"
    assert "The end" not in failure(READ, answer(page.encode(), 502)).message


def test_a_body_without_a_bottom_is_only_read_near_the_top():
    nested: Any = "deep"
    for _ in range(200):
        nested = {"error": nested}
    assert failure(READ, answer(nested, 400)).message == "Do It failed with status 400: Bad Request."
    assert failure(READ, answer(b"[" * 100_000, 400)).message == "Do It failed with status 400: Bad Request."
    listed: Any = "deep"
    for _ in range(9):
        listed = [listed]
    assert failure(READ, answer(listed, 400)).message == "Do It failed with status 400: deep."


def test_many_complaints_are_told_in_part():
    error = failure(READ, answer({"errors": {f"f{number}": ["x"] for number in range(50)}}, 422))
    assert len(error.fields) == 20
    assert error.message == "Do It failed with status 422: f0 x; f1 x; f2 x; f3 x; f4 x."


@pytest.mark.parametrize(
    ("status", "kind", "meaning"),
    [
        (400, "BAD_REQUEST", "Bad Request"),
        (401, "UNAUTHORIZED", "the sign-in is missing, expired or revoked"),
        (403, "FORBIDDEN", "this user may not do that here"),
        (404, "NOT_FOUND", "not found, or not visible to this user"),
        (405, "UNEXPECTED_ERROR", "Method Not Allowed"),
        (408, "REQUEST_TIMEOUT", "it took too long"),
        (409, "CONFLICT", "it conflicts with what is there"),
        (410, "UNEXPECTED_ERROR", "it has expired"),
        (413, "UNEXPECTED_ERROR", "it is too large"),
        (422, "UNPROCESSABLE_ENTITY", "the values were refused"),
        (429, "TOO_MANY_REQUESTS", "too many calls"),
        (500, "UNEXPECTED_ERROR", "Internal Server Error"),
        (503, "SERVICE_UNAVAILABLE", "Service Unavailable"),
        (504, "GATEWAY_TIMEOUT", "Gateway Timeout"),
        (599, "UNEXPECTED_ERROR", "no reason given"),
    ],
)
def test_a_silent_error_is_told_by_its_status(status, kind, meaning):
    error = failure(READ, answer(b"", status))
    assert (error.kind, error.status) == (kind, status)
    assert error.message == f"Do It failed with status {status}: {meaning}."


@pytest.mark.parametrize(
    ("tool", "status", "body", "hint"),
    [
        (READ, 401, {}, "procore-mcp login"),
        (READ, 403, {"errors": ["App is not connected to this company."]}, "Company Admin tool, App Management."),
        (READ, 403, {"message": "The tool is disabled"}, "Active Tools"),
        (READ, 403, {}, "permission level"),
        (READ, 404, {}, "do not report that it does not exist"),
        (READ, 405, {}, "Budget Changes"),
        (READ, 406, {}, "Leave out what is optional"),
        (READ, 408, {}, "add filters"),
        (READ, 409, {}, "Read the record first"),
        (READ, 410, {}, "begin the upload again"),
        (READ, 413, {}, "split it"),
        (READ, 400, {"errors": {"due": ["x"]}}, "Correct the named fields"),
        (WRITE, 422, {"message": "The workflow is active"}, "whose turn it is"),
        (WRITE, 422, {}, "Procore's own rules"),
        (READ, 429, {}, "allowance"),
        (READ, 503, {}, "Try again in a minute"),
        (READ, 500, {}, "nothing was changed"),
        (WRITE, 502, {}, "Look with list_rfis before anything is sent again"),
        (UPDATE, 504, {}, "Look at the record before anything is sent again"),
    ],
)
def test_the_hint_says_what_it_may_mean_and_who_can_act(tool, status, body, hint):
    assert hint in str(failure(tool, answer(body, status)).hint)


def test_a_search_that_is_posted_is_told_as_what_changed_nothing():
    assert failure(SEARCH, answer(b"", 502)).hint == "A fault at Procore. Try again in a minute; nothing was changed."


def test_an_unheard_of_status_has_no_hint():
    assert failure(READ, answer(b"", 418)).hint is None


@pytest.mark.parametrize(
    ("tool", "status", "retryable"),
    [
        (READ, 429, True),
        (WRITE, 429, True),
        (WRITE, 503, True),
        (READ, 500, True),
        (SEARCH, 500, True),
        (WRITE, 500, False),
        (READ, 404, False),
    ],
)
def test_only_what_changed_nothing_may_be_tried_again(tool, status, retryable):
    assert failure(tool, answer(b"", status)).retryable is retryable
