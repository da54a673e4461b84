"""What comes first among tools that hold the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.search import Search

CATALOG = load_catalog()


@pytest.mark.parametrize("thing", ["observations", "rfis", "meetings", "company webhooks"])
def test_the_thing_itself_comes_before_its_parts(thing: str):
    verb, *nouns = Search(CATALOG).find(f"list {thing}", limit=1)[0].name.split("_")
    assert verb == "list"
    assert set(nouns) <= {*thing.split()}


def test_daily_work_comes_before_the_rest():
    curated = CATALOG.tools["list_observations"]
    generated = replace(curated, name="list_all_observations", tier="generated")
    tools = {tool.name: tool for tool in (generated, curated)}
    found = Search(Catalog(tools, CATALOG.toolsets, CATALOG.surface)).find("all the observations")
    assert [tool.name for tool in found] == ["list_observations", "list_all_observations"]


def test_an_act_that_was_asked_for_counts():
    assert Search(CATALOG).find("write up an RFI on the door hardware", limit=1)[0].name == "create_rfi"
