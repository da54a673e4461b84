"""Strict about names, forgiving about form, complete about what is wrong."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.check import checked
from procore_mcp.errors import BadArguments
from tests.engine.actions import COMPANY, NOWHERE, SESSION, action, body, query

STATES = {"enum": ["draft", "open", "Out For Bid"]}
ADDRESS = {
    "type": "object",
    "properties": {"city": {"type": "string"}, "lines": {"type": "array", "items": {"type": "integer"}}},
    "required": ["city"],
}
FIND = action(
    params={
        "count": query("integer"),
        "amount": query("number"),
        "open": query("boolean"),
        "state": query(STATES),
        "states": query({"type": "array", "items": STATES}, list="brackets"),
        "assignee_ids": query({"type": "array", "items": {"type": "integer"}}, list="brackets"),
        "code": query("string"),
        "day": query({"type": "string", "format": "date"}),
        "moment": query({"type": "string", "format": "date-time"}),
        "since": query({"type": "string", "format": "date-time"}, wire="at", range="since"),
        "until": query({"type": "string", "format": "date-time"}, wire="at", range="until"),
        "email": query({"type": "string", "format": "email"}),
        "first": query({"type": "string"}, together_with="last"),
        "last": query({"type": "string"}, together_with="first"),
        "only": query({"type": "string"}, instead_of="first"),
    },
    paging="page_number",
    view=["id", "subject"],
)
UPDATE = action(
    "PATCH /rest/v1.0/projects/{project_id}/rfis/{rfi_id}",
    {
        "rfi_id": {"in": "path", "schema": {"type": "string"}},
        "subject": body({"type": "string", "minLength": 1}),
        "due": body({"type": ["string", "null"], "format": "date"}),
        "owner": body({"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        "address": body(ADDRESS),
        "money": body({"type": "object", "properties": {"amount": {"type": "string"}, "currency": {"type": "string"}}}),
        "addresses": body({"type": "array", "items": ADDRESS, "maxItems": 2}),
        "choice": body(
            {"anyOf": [{"type": "string"}, {"type": "number"}, {"type": "array", "items": {"type": "integer"}}]}
        ),
        "people": body({"anyOf": [{"type": "array", "items": ADDRESS}, {"type": "null"}]}),
        "extra": body({"type": "object", "additionalProperties": {"type": "integer"}}),
        "accepted": body({"type": "boolean", "default": True}, fill="default"),
        "zip": body({"type": "string", "pattern": "^[0-9]{5}$"}),
        "verbose": query("boolean"),
    },
)
CREATE = action(
    "POST /rest/v1.0/projects/{project_id}/rfis",
    {
        "subject": body({"type": "string", "description": "Short title, as on the drawing."}, required=True),
        "note": body("string"),
        "address": body(ADDRESS),
    },
    safety="commit",
)
UPLOAD = action(
    "POST /rest/v1.0/projects/{project_id}/files",
    {
        "file": body({"description": "The file."}, file=True),
        "files": body({"type": "array", "description": "More."}, file=True),
    },
    body={"encoding": "multipart"},
)

COPY = action(
    "POST /rest/v1.0/projects/{project_id}/copies",
    {
        "token": {"in": "header", "wire": "Idempotency-Token", "schema": {"type": "string"}},
        "locale": {"in": "header", "schema": {"type": "string"}},
    },
)


def own(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in {"company_id", "project_id"}}


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ({"count": "12"}, {"count": 12}),
        ({"count": " 12 "}, {"count": 12}),
        ({"count": "12.0"}, {"count": 12}),
        ({"count": 12.0}, {"count": 12}),
        ({"count": "562949953443325"}, {"count": 562949953443325}),
        ({"amount": "12.5"}, {"amount": 12.5}),
        ({"amount": "-12"}, {"amount": -12}),
        ({"amount": 12}, {"amount": 12}),
        ({"open": "true"}, {"open": True}),
        ({"open": "False"}, {"open": False}),
        ({"state": "OPEN"}, {"state": "open"}),
        ({"state": " out for bid "}, {"state": "Out For Bid"}),
        ({"states": "open"}, {"states": ["open"]}),
        ({"states": '["Open", "draft"]'}, {"states": ["open", "draft"]}),
        ({"assignee_ids": "5"}, {"assignee_ids": [5]}),
        ({"assignee_ids": 5}, {"assignee_ids": [5]}),
        ({"assignee_ids": "[5, 6]"}, {"assignee_ids": [5, 6]}),
        ({"assignee_ids": ["5", 6]}, {"assignee_ids": [5, 6]}),
        ({"code": 4500.0}, {"code": "4500"}),
        ({"code": 562949953443325}, {"code": "562949953443325"}),
        ({"code": '["kept"]'}, {"code": '["kept"]'}),
        ({"day": "2026-09-04"}, {"day": "2026-09-04"}),
        ({"day": " 2026-09-04 "}, {"day": "2026-09-04"}),
        ({"day": "2026-09-04T00:00:00Z"}, {"day": "2026-09-04"}),
        ({"day": "2026-09-04T00:00:00-08:00"}, {"day": "2026-09-04"}),
        ({"day": "2026-09-04T17:30:00"}, {"day": "2026-09-04"}),
        ({"moment": "2026-09-04T17:30:00.123+02:00"}, {"moment": "2026-09-04T17:30:00.123+02:00"}),
        ({"email": "ada@example.com"}, {"email": "ada@example.com"}),
        ({"page": "2", "page_size": "50"}, {"page": 2, "page_size": 50}),
        ({"fields": "assignees.0.name", "detail": "FULL"}, {"fields": ["assignees.0.name"], "detail": "full"}),
        ({"count": None, "states": None, "page": None}, {}),
        ({"states": []}, {}),
        ({"project_id": "9"}, {"project_id": 9}),
    ],
)
def test_forms_that_real_clients_send_are_understood(given, understood):
    assert checked(FIND, given, SESSION) == {"company_id": 7, "project_id": 42, **understood}


@pytest.mark.parametrize(
    ("given", "understood"),
    [
        ({"address": '{"city": "Oslo", "lines": "[1]"}'}, {"address": {"city": "Oslo", "lines": [1]}}),
        ({"address": {"city": 12, "lines": "3"}}, {"address": {"city": "12", "lines": [3]}}),
        ({"addresses": {"city": "Oslo"}}, {"addresses": [{"city": "Oslo"}]}),
        ({"addresses": '{"city": "Oslo"}'}, {"addresses": [{"city": "Oslo"}]}),
        ({"extra": {"anything": "5"}}, {"extra": {"anything": 5}}),
        ({"owner": "5"}, {"owner": 5}),
        ({"choice": "5"}, {"choice": "5"}),
        ({"choice": 5}, {"choice": 5}),
        ({"choice": [5]}, {"choice": [5]}),
        ({"people": {"city": "Oslo", "lines": "1"}}, {"people": [{"city": "Oslo", "lines": [1]}]}),
        ({"people": None}, {"people": None}),
        ({"owner": None, "due": None}, {"owner": None, "due": None}),
        ({"due": "2026-09-04T00:00:00Z"}, {"due": "2026-09-04"}),
        ({"verbose": None}, {}),
        ({"accepted": "false"}, {"accepted": False}),
    ],
)
def test_nested_forms_are_understood_and_null_clears_what_may_be_null(given, understood):
    assert own(checked(UPDATE, {"rfi_id": "5", **given}, SESSION)) == {"rfi_id": "5", "accepted": True, **understood}


def test_a_file_comes_with_its_bytes_in_base64():
    file = {"file_name": "a.txt", "content_type": "text/plain", "content_base64": "aGVsbG8="}
    assert own(checked(UPLOAD, {"file": file, "files": file}, SESSION)) == {"file": file, "files": [file]}


def test_null_says_nothing_in_a_create():
    given = {"subject": "Door", "note": None, "address": {"city": "Oslo", "lines": None}, "confirmation": "abc"}
    assert own(checked(CREATE, given, SESSION)) == {
        "subject": "Door",
        "address": {"city": "Oslo"},
        "confirmation": "abc",
    }


@pytest.mark.parametrize(
    ("tool", "given", "problem"),
    [
        (FIND, {"staus": "open"}, "staus is not an argument; did you mean states or state?"),
        (FIND, {"wholly_else": 1}, "wholly_else is not an argument; known are company_id, project_id, count"),
        (FIND, {"count": "many"}, 'count is "many"; it takes a whole number.'),
        (FIND, {"count": "1" * 30}, "it takes a whole number."),
        (FIND, {"count": True}, "count is true; it takes a whole number."),
        (FIND, {"count": 1.5}, "count is 1.5; it takes a whole number."),
        (FIND, {"amount": float("inf")}, "amount is inf, which is no number that JSON can hold."),
        (FIND, {"open": "yes"}, 'open is "yes"; it takes true or false.'),
        (FIND, {"state": "opn"}, 'state is "opn"; it takes one of draft, open, Out For Bid. Did you mean open?'),
        (FIND, {"states": ["open", "x"]}, 'states[1] is "x"; it takes one of draft, open, Out For Bid.'),
        (FIND, {"assignee_ids": "[5, 6"}, 'assignee_ids is "[5, 6"; it takes a list.'),
        (FIND, {"assignee_ids": [0]}, "assignee_ids[0] is 0, which no record has"),
        (FIND, {"assignee_ids": [2**63]}, "assignee_ids[0] is 9223372036854775808, which no record has"),
        (FIND, {"project_id": -1}, "project_id is -1, which no record has"),
        (FIND, {"day": "09/04/2026"}, 'day is "09/04/2026"; it takes a date written YYYY-MM-DD, like 2026-09-04.'),
        (FIND, {"day": "2026-02-30"}, 'day is "2026-02-30"; it takes a date'),
        (FIND, {"day": "2026-09-04T17:30:00Z"}, 'day is "2026-09-04T17:30:00Z"; it takes a date'),
        (FIND, {"day": "2026-02-30T00:00:00Z"}, "it takes a date"),
        (FIND, {"day": 20260904}, 'day is "20260904"; it takes a date'),
        (FIND, {"moment": "2026-09-04"}, 'moment is "2026-09-04"; it takes a date and time with its offset'),
        (FIND, {"moment": "2026-09-04T17:30:00"}, "it takes a date and time with its offset"),
        (FIND, {"moment": {"day": 4}}, 'moment is {"day": 4}; it takes a date and time'),
        (FIND, {"moment": "2026-09-04T25:30:00Z"}, "it takes a date and time with its offset"),
        (FIND, {"moment": "2026-09-04T17:30Z"}, "it takes a date and time with its offset"),
        (FIND, {"email": "ada at example"}, "it takes an e-mail address"),
        (
            FIND,
            {"since": "2026-09-05T00:00:00Z", "until": "2026-09-04T23:00:00Z"},
            "until lies before since; exchange them.",
        ),
        (FIND, {"first": "a"}, "last is missing: first says nothing without it."),
        (FIND, {"first": "a", "last": None}, "last is missing: first says nothing without it."),
        (FIND, {"first": "a", "last": "b", "only": "c"}, "only and first exclude each other: give one of them."),
        (FIND, {"page": 0}, "page must be 1 or more; given was 0."),
        (FIND, {"page_size": 101}, "page_size must be 100 or less; given was 101."),
        (FIND, {"fields": ["a(" * 2_000 + "b" + ")" * 2_000]}, "it takes a path in the record, like assignees.0.name."),
        (FIND, {"fields": ["a(b"]}, 'fields[0] is "a(b"; it takes a path in the record, like assignees.0.name.'),
        (FIND, {"code": "half \ud800"}, "code holds half of a character"),
        (FIND, {"half\ud800": 1}, "half? is not an argument"),
        (UPDATE, {"subject": ""}, 'subject must not be empty; given was "".'),
        (UPDATE, {"subject": None}, "subject is null, which it cannot be; leave it out, or give text."),
        (UPDATE, {"address": {"lines": [1]}}, "address.city is missing; it takes text."),
        (UPDATE, {"address": {"city": "Oslo", "cty": 1}}, "cty is not an argument in address; did you mean city?"),
        (UPDATE, {"address": {"city": "Oslo", "lines": None}}, "address.lines is null, which it cannot be"),
        (UPDATE, {"addresses": [{"city": "a"}] * 3}, "addresses takes 2 elements at most"),
        (UPDATE, {"addresses": [{"city": []}]}, "addresses[0].city is []; it takes text."),
        (UPDATE, {"owner": "nobody"}, 'owner is "nobody"; it takes a whole number or null.'),
        (UPDATE, {"choice": True}, "choice is true; it takes text or a number or a list."),
        (UPDATE, {"people": [{"lines": []}]}, "people[0].city is missing; it takes text."),
        (UPDATE, {"people": [{"city": "Oslo", "cty": 1}]}, "cty is not an argument in people[0]; did you mean city?"),
        (UPDATE, {"people": "Oslo"}, 'people[0] is "Oslo"; it takes an object with city.'),
        (UPDATE, {"money": 5}, "money is 5; it takes an object with any of amount, currency."),
        (UPDATE, {"extra": 5}, "extra is 5; it takes an object."),
        (UPDATE, {"due": "soon"}, 'due is "soon"; it takes a date'),
        (UPDATE, {"extra": {"anything": "x"}}, 'extra.anything is "x"; it takes a whole number.'),
        (UPDATE, {"zip": "12"}, 'zip must match the pattern ^[0-9]{5}$; given was "12".'),
        (UPDATE, {"rfi_id": ".."}, 'rfi_id is "..", which names no record.'),
        (UPDATE, {"rfi_id": " "}, 'rfi_id is " ", which names no record.'),
        (CREATE, {"subject": None}, "subject is missing; it takes text. Short title, as on the drawing."),
        (CREATE, {"subject": "x" * 99 + "y", "note": ["x" * 99]}, 'note is ["' + "x" * 57 + "…; it takes text."),
        (CREATE, {"subject": "a", "confirmation": ["s3cret"]}, "confirmation is not what it takes; it takes text."),
        (CREATE, {"subject": "a", "note": ["https://x.example/a?sig=s3cret"]}, 'note is ["https://x.example/a; it'),
        (
            UPLOAD,
            {"file": {"file_name": "a", "content_type": "b", "content_base64": "?"}},
            "file.content_base64 is not",
        ),
        (
            UPLOAD,
            {"files": [{"file_name": "a", "content_type": "b", "content_base64": "é"}]},
            "files[0].content_base64 is not valid base64.",
        ),
        (UPLOAD, {"file": {"file_name": "a", "content_type": "b"}}, "file.content_base64 is missing; it takes text."),
        (
            UPLOAD,
            {"file": {"file_name": "a", "content_type": "a/b\r\nX: y", "content_base64": ""}},
            'file.content_type is "a/b\\r\\nX: y"; it takes a media type, like application/pdf.',
        ),
        (
            UPLOAD,
            {"files": [{"file_name": " ", "content_type": "b", "content_base64": ""}]},
            "files[0].file_name is empty; a file without a name would arrive as text.",
        ),
        (COPY, {"token": "größe"}, "token is not what it takes; it takes plain letters, digits and signs in one line."),
        (
            COPY,
            {"locale": "en\r\nX: y"},
            'locale is "en\\r\\nX: y"; it takes plain letters, digits and signs in one line.',
        ),
        (COPY, {"locale": " en"}, 'locale is " en"; it takes plain letters, digits and signs in one line.'),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence_with_what_is_right(tool, given, problem):
    with pytest.raises(BadArguments) as refused:
        checked(tool, {"rfi_id": "5", **given} if tool is UPDATE else given, SESSION)
    assert problem in refused.value.message
    assert "s3cret" not in str(refused.value.describe())
    assert len(refused.value.problems) == 1


def test_every_problem_of_a_call_is_told_at_once():
    with pytest.raises(BadArguments) as refused:
        checked(FIND, {"stat": 1, "count": "x", "day": "x", "page": 0}, NOWHERE)
    assert refused.value.problems == (
        "company_id is missing and no company is set for this session; list_companies shows which there are.",
        "project_id is missing and no project is set for this session; list_projects shows which there are.",
        'count is "x"; it takes a whole number.',
        'day is "x"; it takes a date written YYYY-MM-DD, like 2026-09-04.',
        "page must be 1 or more; given was 0.",
        "stat is not an argument; did you mean state or states?",
    )


def test_of_very_many_problems_the_first_are_told_and_the_others_counted():
    with pytest.raises(BadArguments) as refused:
        checked(FIND, {"assignee_ids": ["x"] * 1_000, "count": "x"}, SESSION)
    assert len(refused.value.problems) == 31
    assert refused.value.problems[0] == 'count is "x"; it takes a whole number.'
    assert refused.value.problems[-1] == "And 971 more problems."


def test_a_long_choice_is_shown_in_part():
    tool = action(params={"zone": query({"enum": [f"zone {number}" for number in range(30)]})})
    with pytest.raises(BadArguments, match=r"zone 11 and 18 more\. Did you mean zone 29"):
        checked(tool, {"zone": "zone 299"}, SESSION)


def test_a_single_choice_is_named():
    tool = action(params={"as": query({"enum": ["pdf"]})})
    with pytest.raises(BadArguments, match="it takes only pdf"):
        checked(tool, {"as": "csv"}, SESSION)


def test_what_is_given_stands_above_what_the_session_knows():
    assert checked(FIND, {"company_id": 8, "project_id": 9}, SESSION) == {"company_id": 8, "project_id": 9}


def test_an_optional_project_may_stay_open():
    tool = action("GET /rest/v1.0/rfis", {"project": query("integer", fill="project", required=False)})
    assert checked(tool, {"company_id": 1}, NOWHERE) == {"company_id": 1}


def test_a_tool_without_parameters_takes_none():
    tool = action("GET /rest/v1.0/me", company_header=False, params={"company_id": COMPANY | {"required": False}})
    assert checked(tool, {}, NOWHERE) == {}
    with pytest.raises(BadArguments, match="known are company_id"):
        checked(tool, {"zzz": 1}, NOWHERE)


@pytest.mark.parametrize("given", [{"first": "a", "last": "b"}, {"only": "c"}, {"first": None, "only": "c"}])
def test_arguments_come_with_their_companions_or_in_place_of_another(given):
    assert own(checked(FIND, given, SESSION)) == {name: text for name, text in given.items() if text}


def test_a_range_of_a_date_and_a_time_is_compared_by_day():
    tool = action(
        params={
            "since": query({"type": "string", "format": "date-time"}, wire="at", range="since"),
            "until": query({"type": "string", "format": "date"}, wire="at", range="until"),
        }
    )
    assert checked(tool, {"since": "2026-09-04T10:00:00Z", "until": "2026-09-04"}, SESSION)
    with pytest.raises(BadArguments, match="until lies before since"):
        checked(tool, {"since": "2026-09-05T10:00:00Z", "until": "2026-09-04"}, SESSION)
