"""`procore-mcp import-openapi`: the generated tier, made from Procore's OpenAPI document."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from procore_mcp.catalog.load import tool_folder

if TYPE_CHECKING:
    from procore_mcp.catalog.openapi.drift import Change


@click.command(name="import-openapi")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing: report what differs from the last import; exit 1 if anything does, 2 for a bad document.",
)
@click.option(
    "--tools", "folder", type=click.Path(exists=True, path_type=Path), help="Folder of tool files, if not our own."
)
def command(file: Path, check: bool, folder: Path | None) -> None:  # noqa: FBT001 - click passes flags by position
    """Write the generated tier from an OpenAPI document (JSON) of Procore's REST API, or a folder of such documents.

    Everything that the curated tools leave out becomes a tool. A document that does not add up changes nothing.
    """
    from procore_mcp.catalog.openapi.importing import changes_since, import_document  # noqa: PLC0415 - read only when run

    folder = folder or tool_folder()
    if check:
        changes = changes_since(file, folder)
        _print(changes)
        sys.exit(1 if changes else 0)
    report = import_document(file, folder)
    _print(report.changes)
    click.echo(
        f"{report.calls} actions: {report.generated} generated tools, {report.left_out} older versions left out."
    )


def _print(changes: Sequence[Change]) -> None:
    """Each on its line, and how many there are of each kind."""
    for change in changes:
        click.echo(str(change))
    counts = Counter(change.kind for change in changes)
    click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()) or "No differences.")
