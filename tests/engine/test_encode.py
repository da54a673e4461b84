"""Arguments in, one exact request out."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from procore_mcp.api.messages import FilePart, FormBody, JsonBody, Request
from procore_mcp.engine.encode import encode
from tests.engine.actions import action, body, query

LIST = {"type": "array", "items": {"type": "string"}}
DATE = {"type": "string", "format": "date"}
TIME = {"type": "string", "format": "date-time"}


def sent(params: dict[str, Any], arguments: dict[str, Any], **entry: Any) -> Request:
    http = "GET /rest/v1.0/rfis" if all(param["in"] != "body" for param in params.values()) else "POST /rest/v1.0/rfis"
    return encode(action(http, params, **entry), arguments)


def test_a_read_of_a_project_is_one_plain_request():
    assert encode(action(), {"company_id": 7, "project_id": 42}) == Request(
        "GET", "/rest/v1.0/projects/42/rfis", company_id=7
    )


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        (562949953443325, "562949953443325"),
        ("01F/../x", "01F%2F..%2Fx"),
        ("..", "%2E%2E"),
        (".", "%2E"),
        ("a@b%2F?c#d", "a%40b%252F%3Fc%23d"),
        ("é ü", "%C3%A9%20%C3%BC"),
        (True, "true"),
    ],
)
def test_a_path_value_stays_one_segment(value, segment):
    tool = action("GET /rest/v1.0/rfis/{id}.pdf", {"rfi_id": {"in": "path", "wire": "id", "schema": {}}})
    assert encode(tool, {"rfi_id": value}).path == f"/rest/v1.0/rfis/{segment}.pdf"


@pytest.mark.parametrize(
    ("param", "value", "pairs"),
    [
        (query("string"), "a b&c", [("x", "a b&c")]),
        (query("string", wire="filters[x]"), "a", [("filters[x]", "a")]),
        (query("boolean"), True, [("x", "true")]),
        (query("boolean"), False, [("x", "false")]),
        (query("boolean", omit_false=True), False, []),
        (query("boolean", omit_false=True), True, [("x", "true")]),
        (query("number"), 12.0, [("x", "12")]),
        (query("number"), 0.1, [("x", "0.1")]),
        (query("number"), 1e21, [("x", "1000000000000000000000")]),
        (query("number"), 1e-7, [("x", "0.0000001")]),
        (query("number"), -0.5, [("x", "-0.5")]),
        (query("integer"), 0, [("x", "0")]),
        (query("string"), None, []),
        (query(LIST, list="brackets"), ["a"], [("x", "a")]),
        (query(LIST, list="brackets"), ["a", "b"], [("x[]", "a"), ("x[]", "b")]),
        (query(LIST, list="brackets", wire="f[x][]"), ["a"], [("f[x][]", "a")]),
        (query(LIST, list="brackets", wire="f[x][]"), ["a", "b"], [("f[x][]", "a"), ("f[x][]", "b")]),
        (query(LIST), ["a", "b"], [("x[]", "a"), ("x[]", "b")]),
        (query(LIST, list="comma"), ["a", "b"], [("x", "a,b")]),
        (query(LIST, list="comma"), [], []),
        (query(LIST, list="repeat"), ["a", "b"], [("x", "a"), ("x", "b")]),
        (
            query("object"),
            {"a": 1, "b": {"c": [True, False]}},
            [("x[a]", "1"), ("x[b][c][]", "true"), ("x[b][c][]", "false")],
        ),
        (query("object"), {"a": None, "b": []}, []),
        (query("array"), [{"a": 1}, {"a": 2}], [("x[][a]", "1"), ("x[][a]", "2")]),
        (
            query({"type": "object", "properties": {"a": {"type": "string", "x-wire": "b"}}}),
            {"a": "1"},
            [("x[b]", "1")],
        ),
        ({"in": "input", "schema": {"type": "string"}}, "kept here", []),
    ],
)
def test_a_query_says_it_the_way_procore_reads_it(param, value, pairs):
    assert sent({"x": param}, {"x": value}).query == tuple(pairs)


@pytest.mark.parametrize(
    ("kind", "arguments", "text"),
    [
        (DATE, {"since": "2026-09-01", "until": "2026-09-02"}, "2026-09-01...2026-09-02"),
        (DATE, {"since": "2026-09-01"}, "2026-09-01...2999-12-31"),
        (DATE, {"until": "2026-09-02"}, "1900-01-01...2026-09-02"),
        (TIME, {"since": "2026-09-01T08:00:00Z"}, "2026-09-01T08:00:00Z...2999-12-31T23:59:59Z"),
        (TIME, {"until": "2026-09-01T08:00:00+01:00"}, "1900-01-01T00:00:00Z...2026-09-01T08:00:00+01:00"),
    ],
)
def test_a_range_is_one_value_with_both_ends(kind, arguments, text):
    params = {end: query(kind, wire="filters[updated_at]", range=end) for end in ("since", "until")}
    params["created"] = query(kind, wire="filters[created_at]", range="since")
    params["q"] = query("string")
    assert sent(params, {**arguments, "q": "door"}).query == (("filters[updated_at]", text), ("q", "door"))
    assert len(sent(params, {**arguments, "created": "2026-09-01"}).query) == 2


def test_a_header_carries_its_argument():
    params = {"key": {"in": "header", "wire": "Idempotency-Token", "schema": {"type": "string"}}}
    assert sent(params, {"key": "k1"}).headers == (("Idempotency-Token", "k1"),)


@pytest.mark.parametrize(
    ("paging", "arguments", "pairs"),
    [
        ("page_number", {}, [("page", "1"), ("per_page", "25")]),
        ("page_number", {"page": 3, "page_size": 10}, [("page", "3"), ("per_page", "10")]),
        ("page_from_zero", {}, [("page", "0"), ("per_page", "25")]),
        ({"style": "page_from_zero", "size": "limit"}, {"page": 3}, [("page", "2"), ("limit", "25")]),
        (
            {"style": "page_number", "page": "pdm_page", "size": "pdm_per_page"},
            {},
            [("pdm_page", "1"), ("pdm_per_page", "25")],
        ),
        ("cursor", {}, [("per_page", "25")]),
        ("cursor", {"page": "abc=", "page_size": 5}, [("cursor", "abc="), ("per_page", "5")]),
        ("after_id", {}, [("page_size", "25")]),
        ("after_id", {"page": "99"}, [("page_start", "99"), ("page_size", "25")]),
        ("local", {"page": 2}, []),
    ],
)
def test_the_page_is_asked_for_in_procores_words(paging, arguments, pairs):
    assert sent({}, arguments, paging=paging).query == tuple(pairs)


@pytest.mark.parametrize(
    ("params", "arguments", "entry", "value"),
    [
        ({"a": body("string")}, {"a": "1"}, {}, {"a": "1"}),
        ({"a": body("string")}, {}, {}, {}),
        ({"a": body("string")}, {"a": None}, {}, {"a": None}),
        ({"a": body("string"), "b": body("integer")}, {"b": 1, "a": "1"}, {}, {"a": "1", "b": 1}),
        ({"a": body("string")}, {"a": "1"}, {"body": {"wrap": "rfi"}}, {"rfi": {"a": "1"}}),
        ({"a": body("string")}, {}, {"body": {"wrap": "rfi"}}, {"rfi": {}}),
        (
            {"a": body("string"), "p": body("integer", wire="project_id", beside=True)},
            {"a": "1", "p": 4},
            {"body": {"wrap": "rfi"}},
            {"rfi": {"a": "1"}, "project_id": 4},
        ),
        (
            {"question": body("string", wire="question.body"), "files": body(LIST, wire="question.upload_ids")},
            {"question": "Why?", "files": ["u"]},
            {"body": {"wrap": "rfi"}},
            {"rfi": {"question": {"body": "Why?", "upload_ids": ["u"]}}},
        ),
        (
            {
                "steps": body(
                    {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "properties": {
                                "who": {"type": "integer", "x-wire": "user.id"},
                                "deep": {
                                    "anyOf": [
                                        {"type": "object", "properties": {"x": {"type": "string", "x-wire": "y"}}},
                                        {"type": "null"},
                                    ]
                                },
                            },
                        },
                    }
                )
            },
            {"steps": [{"who": 1, "deep": {"x": "a", "z": 1}}, {"deep": None}]},
            {},
            {"steps": [{"user": {"id": 1}, "deep": {"y": "a", "z": 1}}, {"deep": None}]},
        ),
        (
            {"by_code": body({"additionalProperties": {"properties": {"a": {"x-wire": "b"}}}})},
            {"by_code": {"01-100": {"a": 1}}},
            {},
            {"by_code": {"01-100": {"b": 1}}},
        ),
        (
            {"rows": body({"type": "array", "items": {"properties": {"a": {"x-wire": "b"}}}})},
            {"rows": [{"a": 1}, {"a": 2}]},
            {"body": {"rows": "rows"}},
            [{"b": 1}, {"b": 2}],
        ),
        ({"flag": body("boolean", omit_false=True)}, {"flag": False}, {}, {}),
        (
            {"custom_fields": body({"additionalProperties": {}}, spread=True), "a": body("string")},
            {"custom_fields": {"custom_field_5": [1], "custom_field_6": None}, "a": "1"},
            {"body": {"wrap": "rfi"}},
            {"rfi": {"custom_field_5": [1], "custom_field_6": None, "a": "1"}},
        ),
    ],
)
def test_a_body_nests_as_procore_wants_it(params, arguments, entry, value):
    assert sent(params, arguments, **entry).body == JsonBody(value)


def test_a_query_parameter_can_be_sent_in_the_body_once_more():
    params = {"project_id": query("integer", beside=True), "updates": body(LIST)}

    request = sent(params, {"project_id": 4, "updates": ["a"]})

    assert request.query == (("project_id", "4"),)
    assert request.body == JsonBody({"project_id": 4, "updates": ["a"]})


def test_a_call_without_a_body_sends_none():
    assert encode(action("PATCH /rest/v1.0/projects/{project_id}/x"), {"project_id": 1}).body is None


def test_a_form_names_its_fields_in_brackets():
    tool = action(
        "POST /rest/v1.0/rfis",
        {
            "subject": body("string"),
            "question": body("string", wire="question.body"),
            "draft": body("boolean"),
            "ids": body(LIST),
            "none": body(LIST),
            "clear": body("string"),
            "parts": body("array"),
            "picture": body({}, file=True, wire="question.attachments"),
            "papers": body({"type": "array"}, file=True, beside=True),
        },
        body={"wrap": "rfi", "encoding": "multipart"},
    )
    png = {"file_name": "a.png", "content_type": "image/png", "content_base64": base64.b64encode(b"png").decode()}
    arguments: Any = {
        "subject": "Door",
        "question": "Why?",
        "draft": True,
        "ids": [1, 2],
        "none": [],
        "clear": None,
        "parts": [{"a": 1}],
        "picture": png,
        "papers": [png],
    }
    file = FilePart("a.png", "image/png", b"png")
    assert encode(tool, arguments).body == FormBody(
        (
            ("rfi[subject]", "Door"),
            ("rfi[question][body]", "Why?"),
            ("rfi[question][attachments]", file),
            ("rfi[draft]", "true"),
            ("rfi[ids][]", "1"),
            ("rfi[ids][]", "2"),
            ("rfi[none][]", ""),
            ("rfi[clear]", ""),
            ("rfi[parts][][a]", "1"),
            ("papers[]", file),
        ),
        multipart=True,
    )


def test_a_plain_form_is_not_multipart():
    tool = action("POST /rest/v1.0/rfis", {"a": body("string")}, body={"encoding": "form"})
    assert encode(tool, {"a": "1"}).body == FormBody((("a", "1"),), multipart=False)


@pytest.mark.parametrize(("given", "header"), [(7, 7), ("7", 7), (None, None)])
def test_the_company_is_named_beside_the_request(given, header):
    assert encode(action("GET /rest/v1.0/rfis"), {"company_id": given}).company_id == header


def test_a_company_also_travels_where_procore_wants_it_again():
    tool = action(
        "GET /rest/v2.0/companies/{company_id}/rfis", {"company_id": {"in": "path", "fill": "company", "schema": {}}}
    )
    request = encode(tool, {"company_id": 7})
    assert (request.path, request.company_id) == ("/rest/v2.0/companies/7/rfis", 7)


def test_a_call_that_needs_no_company_names_none():
    assert encode(action("GET /rest/v1.0/me", company_header=False), {"company_id": 7}).company_id is None
