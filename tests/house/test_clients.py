"""Input schemas in the dialect that the strictest clients read.

Gemini takes a small part of JSON Schema, one `type` each and choices of strings that are not empty; the strict mode of
OpenAI wants closed objects; Claude and others drop a tool, or the whole list, for a choice at the root or a property
with brackets; Codex wants `properties` even where there are none.
"""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp_types.methods import serialize_server_result

from procore_mcp.catalog.tool import Tool, Workflow
from tests.house.face import CATALOG, TOOLS, face, schemas

ROOT_WORDS = {"type", "properties", "required", "additionalProperties"}
WORDS = {
    *("type", "description", "enum", "items", "properties", "required", "additionalProperties", "anyOf", "format"),
    *("default", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"),
}
PROPERTY = re.compile(r"[A-Za-z0-9_-]{1,64}")
# OpenAI cuts or refuses what is longer.
MAX_DESCRIPTION = 1024
PAGE = 100


def complaints(tool: Tool) -> list[str]:
    """Everything in the schema that some client would not read."""
    root = tool.input_schema
    found = [] if root.keys() <= ROOT_WORDS and root["type"] == "object" and "properties" in root else ["root"]
    if root.get("additionalProperties") is not False:
        found.append("root is open")
    for place, schema in schemas(root):
        found += [
            f"{place}: {said}" for said in (*unread_words(schema), *unread_forms(schema)) if not is_open(tool, schema)
        ]
    return found


def is_open(tool: Tool, schema: dict[str, Any]) -> bool:
    """The arguments of an executor, which the tool that it runs checks."""
    return isinstance(tool, Workflow) and tool.runs_effect is not None and schema.get("additionalProperties") is True


def unread_words(schema: dict[str, Any]) -> list[str]:
    found = [f"unknown word {word}" for word in schema.keys() - WORDS]
    if ("type" in schema) is ("anyOf" in schema) or not isinstance(schema.get("type", ""), str):
        found.append("neither one type nor a choice")
    if schema.get("format") not in {None, "date-time"}:
        found.append(f"format {schema['format']}")
    choices = schema.get("enum", [])
    if choices and (schema.get("type") != "string" or not all(isinstance(one, str) for one in choices)):
        found.append("choices that are no strings")
    if "enum" in schema and (not choices or "" in choices or len(set(choices)) < len(choices)):
        found.append("no choice, an empty one, or one twice")
    if len(schema.get("description", "")) > MAX_DESCRIPTION:
        found.append("a description that is cut off")
    return found


def unread_forms(schema: dict[str, Any]) -> list[str]:
    kind, properties, rest = (schema.get(word) for word in ("type", "properties", "additionalProperties"))
    found: list[str] = []
    if kind == "array" and not isinstance(schema.get("items"), dict):
        found.append("an array of anything")
    if kind == "object" and not (isinstance(rest, dict) if properties is None else rest is False):
        found.append("neither closed nor of keys with a schema")
    found += [f"property {name}" for name in properties or {} if not PROPERTY.fullmatch(name)]
    if schema.get("required") == []:
        found.append("an empty list of what is required")
    return found + [f"required {name}" for name in schema.get("required", []) if name not in (properties or {})]


def test_every_client_reads_every_schema():
    assert {tool.name: found for tool in TOOLS if (found := complaints(tool))} == {}


@pytest.mark.parametrize("toolset", CATALOG.toolsets)
def test_schemas_are_json_schema(toolset: str):
    for name in CATALOG.toolsets[toolset].tools:
        Draft202012Validator.check_schema(CATALOG.tools[name].input_schema)


def test_every_argument_is_described_unless_its_name_says_it_all():
    plain = re.compile(r"(.*_)?id|page|page_size")
    bare = {
        f"{tool.name}.{name}"
        for tool in TOOLS
        for name, schema in face(tool)["inputSchema"]["properties"].items()
        if not schema.get("description") and not plain.fullmatch(name)
    }
    assert bare == set()


@pytest.mark.parametrize("revision", ["2025-11-25", "2026-07-28"])
def test_the_list_serialises_in_both_revisions(revision: str):
    modern: dict[str, Any] = {"resultType": "complete", "ttlMs": 300_000, "cacheScope": "private"}
    for start in range(0, len(TOOLS), PAGE):
        page = {"tools": [face(tool) for tool in TOOLS[start : start + PAGE]]}
        sent = serialize_server_result("tools/list", revision, {**page, **(modern if revision >= "2026" else {})})
        assert [tool["name"] for tool in sent["tools"]] == [tool["name"] for tool in page["tools"]]
        assert [tool["inputSchema"] for tool in sent["tools"]] == [tool["inputSchema"] for tool in page["tools"]]


def test_schemas_are_plain_json():
    assert all(json.loads(json.dumps(tool.input_schema)) == tool.input_schema for tool in TOOLS)
