"""`procore-mcp logout`: revoke the sign-in and forget it."""

from __future__ import annotations

from contextlib import aclosing

import anyio
import click

from procore_mcp.auth.open import open_account, open_grants
from procore_mcp.auth.sign_out import sign_out
from procore_mcp.config.settings import load_settings
from procore_mcp.errors import ProcoreMcpError
from procore_mcp.state.open import open_state


@click.command(name="logout")
def command() -> None:
    """Revoke the sign-in at Procore and forget it on this machine."""
    problem = anyio.run(_logout)
    click.echo("You are signed out on this machine.")
    if problem is not None:
        click.echo(f"Procore could not be told, so the sign-in lives on there until it expires: {problem.message}")


async def _logout() -> ProcoreMcpError | None:
    settings = load_settings()
    grants = open_grants(settings)
    async with aclosing(open_state(settings.state_url)) as state:
        return await sign_out(open_account(settings, state), grants)
