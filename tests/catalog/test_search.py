"""Tools found in the words of the building site."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.search import Search
from tests.catalog.folder import loaded

CATALOG = load_catalog()
SEARCH = Search(CATALOG)
PHRASES = json.loads(Path(__file__).with_name("phrases.json").read_text(encoding="utf-8"))
FIRST_SEARCH = """
import sys
from procore_mcp.catalog.load import load_catalog
from procore_mcp.engine.engine import Engine
from procore_mcp.catalog.search import Search
search = Search(load_catalog())
early = [name for name in sys.modules if name.startswith("procore_mcp.catalog.finding")]
search.find("who has the ball")
assert "procore_mcp.catalog.finding.finder" in sys.modules
print(early)
"""


def names(folder: Path, query: str, **filters: object) -> list[str]:
    return [tool.name for tool in Search(loaded(folder)).find(query, **filters)]  # type: ignore[arg-type]  # from the cases


def test_the_noun_and_the_act_decide(tmp_path: Path):
    assert names(tmp_path, "delete an RFI")[0] == "delete_rfi"
    assert names(tmp_path, "list of all rfis")[0] == "list_rfis"


def test_finding_and_running_are_not_found(tmp_path: Path):
    assert names(tmp_path, "run a tool") == []


def test_filters_hold(tmp_path: Path):
    assert names(tmp_path, "rfi", safety=Safety.COMMIT) == ["create_rfi"]
    assert names(tmp_path, "rfi", toolset="meetings") == []
    assert len(names(tmp_path, "rfi", toolset="rfis", limit=2)) == 2


def test_nothing_worse_than_allowed_is_found(tmp_path: Path):
    assert "delete_rfi" not in names(tmp_path, "delete an RFI", allow=Safety.COMMIT)


@pytest.mark.parametrize("query", ["", "  ", "?!", '"', "what is it"])
def test_a_query_that_tells_nothing_lists_the_toolset(tmp_path: Path, query: str):
    assert names(tmp_path, query, toolset="rfis", safety=Safety.READ) == ["list_rfis", "show_rfi"]


def test_equals_keep_the_order_of_the_catalog(tmp_path: Path):
    catalog = loaded(tmp_path)
    twins = {name: replace(catalog.tools["show_rfi"], name=name) for name in ("show_b", "show_a", "show_c")}
    found = Search(Catalog(twins, catalog.toolsets, catalog.surface)).find("answers")
    assert [tool.name for tool in found] == ["show_b", "show_a", "show_c"]


@pytest.mark.parametrize(
    "query", ['rfi" OR name:*', "NEAR(a b)", "rfi AND", "-rfi", "name : rfi", "^rfi*", "a'b;--", "("]
)
def test_what_callers_type_is_never_syntax(query: str):
    SEARCH.find(query)


@given(st.text(max_size=40))
def test_any_text_is_a_query(text: str):
    assert len(SEARCH.find(text, limit=3)) <= 3


def test_nothing_that_only_search_needs_is_loaded_before_the_first_search():
    ran = subprocess.run([sys.executable, "-c", FIRST_SEARCH], capture_output=True, text=True, check=True)  # noqa: S603 - our own text
    assert ran.stdout.strip() == "[]"


def test_site_language_leads_to_the_right_tool():
    """Asked as people ask; only what the catalog of today can answer counts."""
    asked = [(phrase["ask"], re.compile(phrase["finds"])) for phrase in PHRASES]
    answerable = [(ask, wanted) for ask, wanted in asked if any(map(wanted.search, CATALOG.tools))]
    missed = [ask for ask, wanted in answerable if not any(wanted.search(t.name) for t in SEARCH.find(ask, limit=5))]
    assert len(answerable) >= 20
    assert len(missed) <= len(answerable) * 0.05, missed
