"""What clients see of the arguments."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from procore_mcp.catalog.input_schema import input_schema, is_required
from procore_mcp.catalog.model import Paging, Param


def param(schema: dict[str, Any] | None = None, **words: Any) -> Param:
    return Param.model_validate({"in": "body", "schema": schema or {"type": "string", "description": "Text."}, **words})


def shown(schema: dict[str, Any], **words: Any) -> Any:
    """One parameter as clients see it."""
    whole = input_schema({"it": param(schema, **words)}, paging=None, has_view=False, asks_first=False)
    Draft202012Validator.check_schema(whole)
    return whole["properties"]["it"]  # type: ignore[index]  # an object


def extras(**facts: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"paging": None, "has_view": False, "asks_first": False, **facts}
    whole = input_schema({}, **given)
    return whole["properties"]  # type: ignore[return-value]  # an object


def test_a_tool_without_arguments_still_has_properties():
    schema = input_schema({}, paging=None, has_view=False, asks_first=False)
    assert schema == {"type": "object", "properties": {}, "additionalProperties": False}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"in": "path"}, True),
        ({"in": "path", "fill": "project"}, False),
        ({"in": "query"}, False),
        ({"in": "query", "required": True}, True),
        ({"in": "path", "required": False, "fill": "project"}, False),
    ],
)
def test_required_is_what_the_caller_must_give(words: dict[str, Any], expected: bool):
    it = param({"type": "integer"}, **words)
    assert is_required(it) is expected
    schema = input_schema({"it": it}, paging=None, has_view=False, asks_first=False)
    assert ("required" in schema) is expected


def test_pages_are_asked_for_by_number():
    properties = extras(paging=Paging(style="page_number", max_size=300, default_size=50))
    assert properties["page"] == {"type": "integer", "minimum": 1}
    assert properties["page_size"] == {"type": "integer", "minimum": 1, "maximum": 300, "default": 50}


@pytest.mark.parametrize("style", ["cursor", "after_id"])
def test_pages_without_numbers_are_asked_for_by_what_the_last_one_said(style: Any):
    assert extras(paging=Paging(style=style))["page"]["type"] == "string"


def test_a_view_can_be_widened():
    assert set(extras(has_view=True)) == {"fields", "detail"}


def test_what_asks_first_takes_the_token_of_the_preview():
    assert set(extras(asks_first=True)) == {"confirmation"}


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("Which job.", "Which job. Default: the session's."),
        (None, "Default: the session's."),
        ("As the session.", "As the session."),
    ],
)
def test_what_the_session_fills_says_so_once(description: str | None, expected: str):
    schema = {"type": "integer"} if description is None else {"type": "integer", "description": description}
    assert shown(schema, fill="project")["description"] == expected


def test_our_own_words_stay_inside_and_objects_are_closed_at_every_depth():
    rows = {"type": "array", "items": {"type": "object", "properties": {"a": {"type": "string", "x-wire": "A"}}}}
    schema = {"type": "object", "description": "All.", "properties": {"rows": rows}}
    assert shown(schema) == {
        "type": "object",
        "description": "All.",
        "properties": {
            "rows": {
                "type": "array",
                "items": {"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": False},
            }
        },
        "additionalProperties": False,
    }
    assert rows["items"]["properties"]["a"]["x-wire"] == "A"  # type: ignore[index]  # an object


def test_free_keys_keep_their_schema():
    keys = {"type": "object", "additionalProperties": {"type": "string", "x-wire": "A"}}
    assert shown(keys) == {"type": "object", "additionalProperties": {"type": "string"}}


def test_a_bare_choice_is_a_choice_of_strings():
    assert shown({"enum": ["a", "b"]}) == {"type": "string", "enum": ["a", "b"]}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "format": "date-time"}, {"type": "string", "format": "date-time"}),
        ({"type": "string", "format": "date"}, {"type": "string", "description": "YYYY-MM-DD."}),
        (
            {"type": "string", "format": "date", "description": "Due."},
            {"type": "string", "description": "Due. YYYY-MM-DD."},
        ),
        (
            {"type": "string", "format": "date", "description": "Due (YYYY-MM-DD)."},
            {"type": "string", "description": "Due (YYYY-MM-DD)."},
        ),
        ({"type": "string", "format": "email"}, {"type": "string"}),
    ],
)
def test_only_formats_that_all_clients_know_go_out(schema: dict[str, Any], expected: dict[str, Any]):
    assert shown(schema) == expected


def test_or_null_is_a_choice_of_two():
    schema = {"type": ["string", "null"], "enum": ["a"], "description": "Null clears it."}
    assert shown(schema) == {
        "anyOf": [{"type": "string", "enum": ["a"]}, {"type": "null"}],
        "description": "Null clears it.",
    }


def test_an_empty_choice_is_one_of_two():
    schema = {"enum": ["", "high", "low"], "default": "low", "description": "Empty clears it."}
    assert shown(schema) == {
        "anyOf": [{"type": "string", "enum": ["high", "low"]}, {"type": "string", "maxLength": 0}],
        "default": "low",
        "description": "Empty clears it.",
    }


def test_branches_are_shown_like_everything_else():
    assert shown({"anyOf": [{"type": "string", "x-wire": "a"}, {"type": "number"}]}) == {
        "anyOf": [{"type": "string"}, {"type": "number"}]
    }


def test_a_file_is_its_name_its_type_and_its_content():
    file = shown({"description": "The photo."}, file=True)
    assert file["required"] == ["file_name", "content_type", "content_base64"]
    assert file["description"] == "The photo."
    files = shown({"type": "array", "description": "Photos."}, file=True)
    assert files["items"]["properties"].keys() == file["properties"].keys()
    assert files["description"] == "Photos."
