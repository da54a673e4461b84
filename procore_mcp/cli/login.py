"""`procore-mcp login`: sign in to Procore."""

from __future__ import annotations

import sys
import webbrowser
from contextlib import aclosing
from functools import partial

import anyio
import click

from procore_mcp.auth.browser import Person, sign_in
from procore_mcp.auth.open import open_account, open_grants
from procore_mcp.config.settings import load_settings
from procore_mcp.state.open import open_state


@click.command(name="login")
@click.option("--paste", is_flag=True, help="Copy the address or code by hand, for machines that no browser can reach.")
def command(paste: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """Sign in to Procore in your browser; a server that runs already notices by itself."""
    anyio.run(_login, paste)
    click.echo("You are signed in. `procore-mcp doctor` checks the rest of the way.")


async def _login(paste: bool) -> None:  # noqa: FBT001 - handed through
    settings = load_settings()
    grants = open_grants(settings)
    async with aclosing(open_state(settings.state_url)) as state:
        await sign_in(open_account(settings, state), grants, _person(), paste=paste)


def _person() -> Person:
    hidden = partial(click.prompt, hide_input=True, type=str)
    return Person(
        open_browser=webbrowser.open,
        ask=hidden if sys.stdin.isatty() else _piped,
        announce=lambda words: click.echo(words, err=True),
    )


def _piped(question: str) -> str:
    """Where there is no terminal, there is nothing to hide on it either."""
    click.echo(f"{question}: ", err=True)
    return sys.stdin.readline()
