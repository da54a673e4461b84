"""`procore-mcp coverage`: is there a tool for everything that Procore documents and others offer?"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from procore_mcp.catalog.coverage.report import Coverage


@click.command(name="coverage")
@click.option("--missing", "only_missing", is_flag=True, help="Print only what is missing.")
@click.option("--json", "as_json", is_flag=True, help="Print every wanted thing and every call, each with its tools.")
@click.option("--page", "as_page", is_flag=True, help="Print docs/coverage.md.")
@click.option(
    "--tools", "folder", type=click.Path(exists=True, path_type=Path), help="Folder of tool files, if not our own."
)
def command(only_missing: bool, as_json: bool, as_page: bool, folder: Path | None) -> None:  # noqa: FBT001 - click passes flags by position
    """Show which tool does what Procore documents and other integrations offer; exit 1 if anything is missing."""
    from procore_mcp.catalog.coverage.page import page  # noqa: PLC0415 - read only when run
    from procore_mcp.catalog.coverage.read import read_coverage  # noqa: PLC0415 - same

    coverage = read_coverage(folder)
    missing = [*coverage.missing()]
    if as_page:
        click.echo(page(coverage), nl=False)
    elif as_json:
        click.echo(json.dumps(_facts(coverage, missing), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join([*([] if only_missing else _totals(coverage)), *(missing or ["Nothing is missing."])]))
    sys.exit(1 if missing else 0)


def _totals(coverage: Coverage) -> list[str]:
    lines = ["What other integrations offer:"]
    for source, count in coverage.by_source().items():
        lines.append(
            f"  {source:<16} {count['served']:>4} of {count['by a call']:>4} served, {count['workflow']} workflows, "
            f"{count['input']} form fields, {count['gap']} gaps of Procore"
        )
    lines += ["", f"What Procore documents ({len(coverage.calls)} calls), by toolset:"]
    for toolset, count in coverage.by_toolset().items():
        lines.append(f"  {toolset:<32} {count['calls']:>4} calls, {count['replaced']:>3} older versions")
    return [*lines, ""]


def _facts(coverage: Coverage, missing: list[str]) -> dict[str, object]:
    return {
        "wanted": [
            {**row.required.model_dump(exclude_none=True), "tools": row.tools, "served": row.is_served}
            for row in coverage.rows
        ],
        "calls": [
            {"call": one.call, "tools": one.tools, "instead": one.instead, "outside": one.outside}
            for one in coverage.services.values()
        ],
        "missing": missing,
    }
