"""Options that several commands share."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import click

from procore_mcp.config.settings import Settings, load_settings

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_SURFACE = (
    click.option("--toolsets", metavar="A,B", help="List these toolsets or groups directly, or `all`."),
    click.option("--read-only", is_flag=True, default=None, help="Nothing but reading."),
    click.option(
        "--allow", type=click.Choice(["read", "write", "commit", "delete"]), help="The most that may be done."
    ),
)
demo = click.option("--demo", is_flag=True, help="Work in the simulated Procore; needs no account.")


def surface(command: Decorated) -> Decorated:
    """What may be listed and done."""
    for option in reversed(_SURFACE):
        command = option(command)
    return command


@asynccontextmanager
async def chosen(*, demo: bool, **flags: object) -> AsyncGenerator[Settings]:
    """The settings of this run; with `demo` those of a simulated Procore that lives as long as the block.

    Raises BadSetting.
    """
    if not demo:
        yield load_settings(**flags)
        return
    from procore_mcp.cli.demo_company import demo_company  # noqa: PLC0415 - a web server that others need not load

    async with demo_company() as settings:
        yield load_settings(**settings, **flags)
