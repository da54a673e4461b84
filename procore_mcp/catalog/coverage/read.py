"""The account of this installation."""

from __future__ import annotations

from pathlib import Path

from procore_mcp.catalog.coverage.report import Coverage
from procore_mcp.catalog.coverage.required import read_required
from procore_mcp.catalog.load import load_catalog, tool_folder
from procore_mcp.catalog.openapi.imported import read_imported


def read_coverage(folder: Path | None = None) -> Coverage:
    """Of the tool files in `folder`, or of our own. Raises BadToolFile."""
    folder = folder or tool_folder()
    return Coverage(load_catalog(folder), read_required(), read_imported(folder / "api"))
