"""The table of toolsets in README.md is made from the catalog: `UPDATE_README=1 pytest tests/house` writes it."""

from __future__ import annotations

import os
from pathlib import Path

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog

README = Path(__file__).parents[2] / "README.md"
BEGIN, END = "<!-- toolsets -->", "<!-- /toolsets -->"


def table(catalog: Catalog) -> str:
    rows = [
        f"| `{toolset.name}` | {len(toolset.tools)} | {toolset.description} |"
        for toolset in sorted(catalog.toolsets.values(), key=lambda toolset: toolset.name)
        if toolset.tier == "curated"
    ]
    return "\n".join(["| toolset | tools | what for |", "|---|---|---|", *rows])


def test_the_table_of_toolsets_is_that_of_the_catalog() -> None:
    text, written = README.read_text("utf-8"), table(load_catalog())
    before, rest = text.split(BEGIN)
    inside, after = rest.split(END)
    if os.environ.get("UPDATE_README"):
        README.write_text(f"{before}{BEGIN}\n{written}\n{END}{after}", "utf-8")
    else:
        assert inside.strip() == written
