from __future__ import annotations

import json

import jsonschema
import pytest

from procore_mcp.catalog.load import load_catalog
from tests.cli.conftest import Run

CATALOG = load_catalog()
KEYS = ["name", "title", "toolset", "tier", "safety", "http", "listed", "deprecated", "input_schema"]


def test_the_table_has_a_line_for_every_tool_under_its_toolset(run: Run) -> None:
    result = run("tools")
    assert result.exit_code == 0
    lines = [line for line in result.stdout.splitlines() if line.startswith("  ")]
    assert {line.split()[0]: line.split()[1] for line in lines} == {
        tool.name: str(tool.safety) for tool in CATALOG.tools.values()
    }
    assert len(lines) == len(CATALOG.tools)
    assert {line for line in result.stdout.splitlines() if line and not line.startswith(" ")} == {*CATALOG.toolsets}


def test_json_has_the_documented_keys_and_a_schema_for_every_tool(run: Run) -> None:
    entries = json.loads(run("tools", "--json").stdout)
    assert [entry["name"] for entry in entries] == list(CATALOG.tools)
    for entry in entries:
        assert list(entry) == KEYS
        jsonschema.Draft202012Validator.check_schema(entry["input_schema"])
        assert entry["input_schema"]["type"] == "object"
    assert {entry["http"].split()[0] for entry in entries if entry["http"]} <= {"GET", "POST", "PATCH", "PUT", "DELETE"}


@pytest.mark.parametrize("toolset", CATALOG.toolsets)
def test_one_toolset_can_be_chosen(toolset: str, run: Run) -> None:
    entries = json.loads(run("tools", "--toolset", toolset, "--json").stdout)
    assert entries
    assert {entry["toolset"] for entry in entries} == {toolset}


@pytest.mark.parametrize("tier", ["curated", "generated", "all"])
def test_one_tier_can_be_chosen(tier: str, run: Run) -> None:
    entries = json.loads(run("tools", "--tier", tier, "--json").stdout)
    chosen = [tool.name for tool in CATALOG.tools.values() if tier in (tool.tier, "all")]
    assert [entry["name"] for entry in entries] == chosen
