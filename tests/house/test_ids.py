"""Ids: who has never seen Procore learns from the schema alone where each one comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.tool import Tool
from tests.house.face import CATALOG, CURATED

IS_ID = re.compile(r"(^|_)(id|uuid)s?$")
NO_TOOL = re.compile(r"\bno tool lists\b", re.IGNORECASE)
# Names of values that no look-up gives, with the reason.
KNOWN_WITHOUT: Mapping[str, str] = {
    "ids": "Records of the very list that takes it.",
    "origin_id": "A key of another system.",
    "activity_id": "A key of the planning program.",
    "uuid": "A key that the caller makes.",
}
PERSONNEL_NUMBER = "Personnel number"


def ids(name: str, schema: Mapping[str, Any], said: str = "") -> Iterator[tuple[str, str]]:
    """Every id in an argument, with all that is said of it and of what it lies in."""
    said = f"{said} {schema.get('description', '')}"
    if IS_ID.search(name) and name not in KNOWN_WITHOUT:
        yield name, said
    for inner, described in schema.get("properties", {}).items():
        yield from ids(inner, described, said)
    items = schema.get("items", {})
    for inner, described in items.get("properties", {}).items():
        yield from ids(inner, described, said)


def ids_of(tool: Tool) -> Iterator[tuple[str, str]]:
    properties: Any = tool.input_schema["properties"]
    for name, schema in properties.items():
        yield from ids(name, schema)


def says_its_source(tool: Tool, said: str) -> bool:
    """A tool gives it, another argument holds it, or nothing does and that is said."""
    words = set(re.findall(r"[a-z]+(?:_[a-z0-9]+)+", said))
    return bool(words & (CATALOG.tools.keys() | tool.params.keys())) or bool(NO_TOOL.search(said))


@pytest.mark.parametrize("tool", CURATED, ids=lambda tool: tool.name)
def test_every_id_says_where_it_comes_from(tool: Tool) -> None:
    silent = [name for name, said in ids_of(tool) if not says_its_source(tool, said) and PERSONNEL_NUMBER not in said]
    assert silent == []


@pytest.mark.parametrize("tools", rules().given_by.values(), ids=rules().given_by)
def test_what_gives_ids_that_no_list_shows_is_a_tool_of_people(tools: list[str]) -> None:
    assert [name for name in tools if name not in CATALOG.tools or CATALOG.tools[name].tier != "curated"] == []


def test_generated_tools_name_it() -> None:
    attached = [tool.params["upload_ids"] for tool in CATALOG.tools.values() if "upload_ids" in tool.params]
    said = [str(param.json_schema["description"]) for param in attached]
    assert len(said) > 80
    assert all("create_project_upload" in one for one in said)
