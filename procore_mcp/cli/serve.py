"""`procore-mcp serve`: serve MCP clients."""

from __future__ import annotations

import secrets
from importlib.util import find_spec
from typing import Any

import anyio
import click

from procore_mcp.cli import options
from procore_mcp.server.app import build_server
from procore_mcp.server.http import serve_http
from procore_mcp.server.log import configure_logging
from procore_mcp.server.sessions import OneUser
from procore_mcp.server.stdio import serve_stdio
from procore_mcp.wiring import wired

_HAS_UVLOOP = find_spec("uvloop") is not None  # not made for Windows


@click.command(name="serve")
@click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="For HTTP; this machine only.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="For HTTP; 0 takes a free one."
)
@options.surface
@options.demo
def command(transport: str, host: str, port: int, **choices: Any) -> None:
    """Serve MCP clients over stdio or HTTP, as the person who is signed in on this machine."""
    anyio.run(_serve, transport, host, port, choices, backend_options={"use_uvloop": _HAS_UVLOOP})


async def _serve(transport: str, host: str, port: int, choices: dict[str, Any]) -> None:
    async with options.chosen(**choices) as settings, wired(settings) as parts:
        configure_logging(settings.log_level)
        server = build_server(
            parts.engine,
            OneUser(parts.session),
            surface=parts.surface,
            request_state_keys=[secrets.token_bytes(32)],
        )
        if transport == "stdio":
            await serve_stdio(server)
        else:
            await serve_http(server, host=host, port=port, on_ready=_say)


def _say(address: str) -> None:
    click.echo(f"Serving MCP at {address}; stop with Ctrl-C.", err=True)
