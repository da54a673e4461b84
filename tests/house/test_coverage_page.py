"""docs/coverage.md is made from the catalog: `UPDATE_README=1 pytest tests/house` writes it."""

from __future__ import annotations

import os
from pathlib import Path

from procore_mcp.catalog.coverage.page import page
from procore_mcp.catalog.coverage.read import read_coverage

README = Path(__file__).parents[2] / "README.md"
PAGE = README.parent / "docs" / "coverage.md"


def test_the_page_is_that_of_the_tool_files() -> None:
    made = page(read_coverage())
    if os.environ.get("UPDATE_README"):
        PAGE.parent.mkdir(exist_ok=True)
        PAGE.write_text(made, "utf-8")
    else:
        assert PAGE.read_text("utf-8").splitlines() == made.splitlines(), "UPDATE_README=1 pytest tests/house"


def test_the_readme_leads_to_the_page() -> None:
    assert "(docs/coverage.md)" in README.read_text("utf-8")
