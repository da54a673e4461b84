"""`procore-mcp doctor`: check everything and say what to fix."""

from __future__ import annotations

import sys

import anyio
import click
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from procore_mcp.cli import options
from procore_mcp.cli.checkup import Finding, examine

_COLOURS = {"ok": "green", "note": "yellow", "fail": "red"}


@click.command(name="doctor")
@options.demo
def command(demo: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """Check settings, sign-in and the way to Procore; exit 1 when something must be fixed."""
    console = Console(highlight=False)
    findings = anyio.run(_findings, demo)
    console.print(_table(findings))
    failed = sum(finding.state == "fail" for finding in findings)
    things = "1 thing" if failed == 1 else f"{failed} things"
    console.print(f"\n{things} to fix, see above." if failed else "\nAll is well.")
    sys.exit(1 if failed else 0)


async def _findings(demo: bool) -> list[Finding]:  # noqa: FBT001 - handed through
    async with options.chosen(demo=demo) as settings:
        return [finding async for finding in examine(settings)]


def _table(findings: list[Finding]) -> Table:
    table = Table.grid(padding=(0, 2))
    for finding in findings:
        fix = [Text(finding.fix, "dim")] if finding.fix else []
        table.add_row(Text(finding.state, _COLOURS[finding.state]), finding.what, Group(Text(finding.says), *fix))
    return table
