"""What an address binds is gone from every schema, whatever Procore calls it there."""

from __future__ import annotations

import re
from typing import Any, cast

import pytest

from procore_mcp.catalog.binding import Bound, arguments_set, kind_of
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.bound import bound_values
from procore_mcp.engine.companions import companions
from procore_mcp.engine.session import Session
from procore_mcp.engine.validation import broken
from tests.house.face import TOOLS, schemas

SESSION = Session("ada", cast("Any", None)).within(7, 42)
GONE: dict[Bound, set[str]] = {"company": {"company_id"}, "project": {"company_id", "project_id"}}
# Vendors, and jobs that are still to be won: neither is a company nor a project that an address can name.
OTHERS = re.compile(r"(affected|assignee|ball_in_court|created_by|responsible)_company_ids?|bid_board_project_id")
SPEAKS_OF_ONE = re.compile(r"(.*_)?(company|project)(_id|Id)s?")


def wires(tool: Tool, names: set[str]) -> set[str]:
    """What the arguments with these names are called on the way."""
    return {(tool.params[name].wire or name).rstrip("]").replace("[", ".").split(".")[-1] for name in names}


@pytest.mark.parametrize("bound", ["company", "project"])
def test_no_listed_argument_says_what_the_address_has_said(bound: Bound) -> None:
    for tool in TOOLS:
        left = set(cast("dict[str, object]", tool.schema_within(bound)["properties"]))
        assert not left & GONE[bound], tool.name
        assert not wires(tool, left & tool.params.keys()) & GONE[bound], tool.name
        assert set(cast("list[str]", tool.schema_within(bound).get("required", ["-"]))) - {"-"} <= left, tool.name


def test_a_schema_is_made_once_and_an_unbound_one_is_the_usual() -> None:
    tool = TOOLS[0]
    assert tool.schema_within("nothing") is tool.input_schema
    assert tool.schema_within("project") is tool.schema_within("project")


def test_what_the_address_sets_fits_every_tool() -> None:
    for tool in TOOLS:
        properties: dict[str, Any] = cast("dict[str, Any]", tool.input_schema["properties"])
        values = bound_values(tool, properties, SESSION)
        schema: dict[str, Any] = {"properties": {name: properties[name] for name in values}}
        assert list(broken(schema, values)) == [], tool.name
        assert list(companions(tool, values)) == [], tool.name


def test_every_argument_that_holds_a_project_or_company_is_known_as_one() -> None:
    unknown = {
        (tool.name, name)
        for tool in TOOLS
        for place, schema in schemas(tool.input_schema)
        for name in schema.get("properties", {})
        if SPEAKS_OF_ONE.fullmatch(name) and not OTHERS.fullmatch(name)
        if kind_of(name, "project") is None
        if place or name not in arguments_set(tool.params, "project")
    }
    assert unknown == set()


def test_every_wire_that_holds_a_project_or_company_is_known_as_one() -> None:
    for tool in TOOLS:
        for name, param in tool.params.items():
            words = re.findall(r"\w+", param.wire or name)
            if words[-1] in GONE["project"]:
                assert name in arguments_set(tool.params, "project"), (tool.name, name)
