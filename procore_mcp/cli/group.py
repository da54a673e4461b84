"""The list of commands; reading it costs no more than click itself."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import NoReturn

import click

from procore_mcp import __version__
from procore_mcp.errors import BadDocument, BadSetting, BadToolFile, ProcoreMcpError

_COMMANDS = {
    "serve": "Serve MCP clients over stdio or HTTP.",
    "demo": "A guided tour: a real MCP client works in a simulated Procore, then exits.",
    "simulator": "Run the simulated Procore alone.",
    "login": "Sign in to Procore.",
    "logout": "Revoke the sign-in and forget it.",
    "whoami": "Show who is signed in.",
    "users": "List who is signed in to a server of many people.",
    "revoke": "End sign-ins there: of a person, of a client, or all.",
    "doctor": "Check settings, sign-in and the way to Procore.",
    "tools": "List the tools.",
    "call": "Run one tool and print its result as JSON.",
    "import-openapi": "Write the generated tools from Procore's OpenAPI document.",
    "coverage": "Show which tool does what Procore documents and others offer.",
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"procore_mcp.cli.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except ProcoreMcpError as error:
            _fail(error)


def _fail(error: ProcoreMcpError) -> NoReturn:
    """2 for a start that could not be or a document that cannot be read, 1 for a command that failed."""
    click.echo(f"{error.kind}: {error.message}", err=True)
    if error.hint:
        click.echo(error.hint, err=True)
    sys.exit(2 if isinstance(error, BadSetting | BadToolFile | BadDocument) else 1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="procore-mcp")
def commands() -> None:
    """Work in Procore from any MCP client, as the person who signed in.

    Settings come from PROCORE_* variables or a .env file; README.md lists them.
    """
