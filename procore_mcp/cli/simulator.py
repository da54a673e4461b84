"""`procore-mcp simulator`: the simulated Procore alone."""

from __future__ import annotations

from pathlib import Path

import click


@click.command(name="simulator")
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default=True, help="0 takes a free one.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed is another demo company.")
@click.option("--keep", type=click.Path(dir_okay=False, path_type=Path), help="File in which changes outlive the run.")
@click.option("--coverage", is_flag=True, help="List what is simulated, and where that knowledge is from.")
def command(port: int, seed: int, keep: Path | None, *, coverage: bool) -> None:
    """Run the simulated Procore alone; its first line on stdout is one JSON object with its addresses."""
    if coverage:
        _print_coverage()
        return
    from procore_mcp.simulator.run import main  # noqa: PLC0415 - a web server that other commands need not load

    try:
        main(port, seed=seed, keep=keep)
    except OSError as error:
        raise click.ClickException(_unusable(error, port)) from None
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _unusable(error: OSError, port: int) -> str:
    if error.filename is not None:
        return f"{error.filename} cannot be used: {error.strerror}. Choose another --keep."
    reason = str(error.strerror).partition(" (")[0]  # asyncio's own words repeat the address
    return f"Port {port} cannot be used: {reason}. Choose another --port; 0 takes a free one."


def _print_coverage() -> None:
    from rich.console import Console  # noqa: PLC0415 - see above
    from rich.table import Table  # noqa: PLC0415

    from procore_mcp.simulator.contracts.coverage import coverage  # noqa: PLC0415

    covered = coverage()
    table = Table("resource", "from", "actions", box=None, pad_edge=False)
    for resource in covered:
        table.add_row(resource.resource, resource.verified, ", ".join(action.verb for action in resource.actions))
    console = Console()
    console.print(table)
    total = sum(len(resource.actions) for resource in covered)
    console.print(f"\n{total} actions of {len(covered)} resources. Everything else answers 501 and says so.")
