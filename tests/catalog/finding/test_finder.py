"""The ranking of tools."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.model import ThesaurusFile
from procore_mcp.catalog.search import Search
from procore_mcp.catalog.tool import Action
from tests.catalog.folder import loaded

THESAURUS = ThesaurusFile.model_validate(
    {
        "nouns": {
            "rfi": {"says": ["question"], "near": ["architect beam"]},
            "project": {"says": ["job"]},
            "meeting": {"says": ["oac"], "near": ["minutes agenda decided trailer"]},
            **{f"matter {number}": {} for number in range(50)},
        },
        "circumstances": ["project"],
    }
)


def search(folder: Path, *tools: str, tier: str = "curated") -> Search:
    catalog = loaded(folder)
    model = catalog.tools["show_rfi"]
    assert isinstance(model, Action)
    made = {
        name: replace(model, name=name, title=name.replace("_", " "), tier=tier, description="", path="", params={})
        for name in tools
    }
    return Search(Catalog(made, catalog.toolsets, catalog.surface, lambda: THESAURUS))


def found(folder: Path, query: str, *tools: str) -> list[str]:
    return [tool.name for tool in search(folder, *tools).find(query)]


def test_words_nearby_find_what_was_not_named(tmp_path: Path):
    assert found(tmp_path, "the architect and his beam", "show_meeting", "show_rfi")[0] == "show_rfi"


def test_where_it_is_counts_less_than_what_it_is(tmp_path: Path):
    assert found(tmp_path, "questions on the job", "show_project", "show_rfi") == ["show_rfi", "show_project"]


def test_where_it_is_counts_less_than_what_it_is_likely_about(tmp_path: Path):
    query = "minutes and agenda decided in the trailer of the job"
    assert found(tmp_path, query, "show_project", "show_meeting") == ["show_meeting", "show_project"]


def test_a_place_is_sought_when_nothing_else_is(tmp_path: Path):
    assert found(tmp_path, "my job", "show_rfi", "show_project") == ["show_project"]


def test_what_was_asked_for_comes_before_its_parts(tmp_path: Path):
    assert found(tmp_path, "rfi", "show_rfi_type", "show_rfi")[0] == "show_rfi"


@pytest.mark.parametrize("limit", [1, 3])
def test_no_more_than_asked_for(tmp_path: Path, limit: int):
    assert len(search(tmp_path, "show_rfi", "list_rfis", "update_rfi", "create_rfi").find("rfi", limit=limit)) == limit
