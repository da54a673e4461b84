"""The command line: each command in its own module, imported only when it is run."""

from __future__ import annotations

from procore_mcp.cli.group import commands


def main() -> None:
    """Entry point of `procore-mcp`."""
    commands()
