"""`procore-mcp simulator`: the simulated Procore alone."""

from __future__ import annotations

import click


@click.command(name="simulator")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes a free one.")
def command(port: int) -> None:
    """Run the simulated Procore alone; its first line on stdout is one JSON object with its addresses."""
    from procore_mcp.simulator.run import main  # noqa: PLC0415 - a web server that other commands need not load

    main(port)
