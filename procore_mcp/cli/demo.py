"""`procore-mcp demo`: the guided tour."""

from __future__ import annotations

import sys

import anyio
import click
from mcp.shared.exceptions import MCPError
from rich.console import Console

from procore_mcp.cli.tour.play import TourBroken, play
from procore_mcp.cli.tour.script import SCRIPT
from procore_mcp.cli.tour.stage import raised_stage

_OPENING = """[bold]procore-mcp, a guided tour[/bold]
A simulated Procore runs on this machine, with the job of an invented contractor. \
A real MCP client has started the server over stdio and now calls its tools, as an assistant would. \
Nothing leaves this machine.
"""
_WIDTH = 110
_CLOSING = """[bold]All of that was real, except Procore itself.[/bold]
In your own assistant:  procore-mcp serve --demo
In your own Procore:    README.md, "Connect it to your Procore", then procore-mcp login
"""


@click.command(name="demo")
def command() -> None:
    """A guided tour: a real MCP client works in a simulated Procore, then exits."""
    anyio.run(_tour, _console())


def _console() -> Console:
    """Readable in a pipe as well, where no terminal tells its width."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_WIDTH)


async def _tour(console: Console) -> None:
    console.print(_OPENING)
    try:
        async with raised_stage() as stage:
            await play(stage, SCRIPT, console)
    except* TourBroken as broken:
        console.print(f"The tour broke off at {broken.exceptions[0]}", style="red", markup=False)
        sys.exit(1)
    except* MCPError:
        console.print("The server ended the conversation; its own words are above.", style="red")
        sys.exit(1)
    except* SystemExit:  # whoever read the tour has closed the pipe
        sys.exit(1)
    console.print(_CLOSING)
