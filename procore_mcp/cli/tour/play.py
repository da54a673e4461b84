"""The play: every step is called for real, shown, and held against what must be true of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from procore_mcp.cli.tour.script import Notes, Step
from procore_mcp.cli.tour.show import call_line
from procore_mcp.cli.tour.stage import Stage


class TourBroken(Exception):
    """A step's answer was not what the tour promises."""


async def play(stage: Stage, script: Sequence[Step], console: Console) -> None:
    """Raises TourBroken at the first step whose answer is not what it must be."""
    notes: Notes = {}
    for number, step in enumerate(script, 1):
        step.prepares(stage)
        arguments = step.arguments(notes)
        console.print(Text.assemble((f"{number:>2}  ", "dim"), (step.asks, "bold")))
        console.print(call_line(step.tool, arguments))
        told = await stage.call(step.tool, arguments)
        if not step.holds(told, notes):
            raise TourBroken(f"step {number}, {step.tool}: {told.data}")
        step.learns(told, notes)
        console.print(step.shows(told))
        console.print()
