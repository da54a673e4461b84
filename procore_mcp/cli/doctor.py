"""`procore-mcp doctor`: check everything and say what to fix."""

from __future__ import annotations

import sys

import anyio
import click
from rich.console import Console

from procore_mcp.cli import options
from procore_mcp.cli.checkup import Finding, examine


@click.command(name="doctor")
@options.demo
def command(demo: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """Check settings, sign-in and the way to Procore; exit 1 when something must be fixed."""
    console = Console(highlight=False)
    findings = anyio.run(_findings, demo)
    for finding in findings:
        _show(console, finding)
    failed = sum(finding.state == "fail" for finding in findings)
    console.print("\nAll is well." if not failed else f"\n{failed} thing(s) to fix, see above.")
    sys.exit(1 if failed else 0)


async def _findings(demo: bool) -> list[Finding]:  # noqa: FBT001 - handed through
    async with options.chosen(demo=demo) as settings:
        return [finding async for finding in examine(settings)]


def _show(console: Console, finding: Finding) -> None:
    colour = {"ok": "green", "note": "yellow", "fail": "red"}[finding.state]
    console.print(f"[{colour}]{finding.state:<4}[/{colour}]  {finding.what}", end="  ")
    console.print(finding.says, markup=False)
    if finding.fix:
        console.print(f"      {finding.fix}", style="dim", markup=False)
