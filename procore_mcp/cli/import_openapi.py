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
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--check", is_flag=True, help="Only report what differs from the document before; exit 1 if anything does."
)
def command(file: Path, check: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """Write the generated tier from an OpenAPI document (JSON) of Procore's REST API.

    Everything that the curated tools leave out becomes a tool. A document that does not add up changes nothing.
    """
    from procore_mcp.catalog.openapi.importing import changes_since, import_document  # noqa: PLC0415 - a start need not read it

    if check:
        changes = changes_since(file, tool_folder())
        _print(changes)
        sys.exit(1 if changes else 0)
    report = import_document(file, tool_folder())
    _print(report.changes)
    calls = report.tier.imported.calls.values()
    generated = sum(len(names) for names in (_actions(one) for one in report.tier.files.values()))
    left_out = sum(call.instead is not None for call in calls)
    click.echo(f"{len(calls)} actions: {generated} generated tools, {left_out} older versions left out.")


def _actions(file: dict[str, object]) -> list[object]:
    actions = file["actions"]
    return list(actions) if isinstance(actions, dict) else []


def _print(changes: Sequence[Change]) -> None:
    """Each on its line, and how many there are of each kind."""
    for change in changes:
        click.echo(str(change))
    counts = Counter(change.kind for change in changes)
    click.echo(", ".join(f"{count} {kind}" for kind, count in counts.items()) or "No differences.")
