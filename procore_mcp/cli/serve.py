"""`procore-mcp serve`: serve MCP clients."""

from __future__ import annotations

import logging
import os
import secrets
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import anyio
import click

from procore_mcp.cli import options
from procore_mcp.config.settings import Settings
from procore_mcp.events import Watch, watched_by
from procore_mcp.server.app import build_server
from procore_mcp.server.call_log import log_event
from procore_mcp.server.hosts import known_as
from procore_mcp.server.http import serve_http
from procore_mcp.server.log import configure_logging
from procore_mcp.server.parts import parts_of
from procore_mcp.server.probes import Probes
from procore_mcp.server.sessions import OneUser
from procore_mcp.server.site import Site, shared_drain
from procore_mcp.server.stdio import serve_stdio
from procore_mcp.server.telemetry.open import telemetry
from procore_mcp.wiring import wired

_HERE = "Serving MCP at {address}; stop with Ctrl-C."
_FOR_ALL = "People sign in at {public}/mcp, served here at {{address}}; stop with Ctrl-C."
_log = logging.getLogger("procore_mcp")
_HAS_UVLOOP = find_spec("uvloop") is not None  # not made for Windows


@click.command(name="serve")
@click.option("--transport", type=click.Choice(["stdio", "http"]), default="stdio", show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="For HTTP; others need PROCORE_PUBLIC_URL.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="For HTTP; 0 takes a free one."
)
@options.surface
@options.demo
def command(transport: str, host: str, port: int, **choices: Any) -> None:
    """Serve MCP clients: as the person who is signed in on this machine, or over HTTP everybody as themselves, where
    PROCORE_PUBLIC_URL says at which address they sign in."""
    anyio.run(_serve, transport, host, port, choices, backend_options={"use_uvloop": _HAS_UVLOOP})


async def _serve(transport: str, host: str, port: int, choices: dict[str, Any]) -> None:
    async with options.chosen(**choices) as settings:
        configure_logging(settings.log_level, log_format=settings.log_format)
        with telemetry(os.environ) as traced:
            watch = watched_by(log_event, traced)
            if transport == "http" and settings.public_url is not None:
                await _for_everybody(settings, settings.public_url, host, port, watch)
            else:
                await _for_one_person(settings, transport, host, port, watch)


async def _for_one_person(settings: Settings, transport: str, host: str, port: int, watch: Watch) -> None:
    async with wired(settings, watch=watch) as parts:
        server = build_server(
            parts.engine,
            OneUser(parts.session),
            surface=parts.surface,
            request_state_keys=[secrets.token_bytes(32)],
            watch=watch,
            rate_budget=parts.pacer.left,
        )
        if transport == "stdio":
            await serve_stdio(server)
        else:
            site = Site(probes=Probes(parts_of(parts.engine.state, parts.engine.catalog)))
            await serve_http(server, host=host, port=port, on_ready=_say(settings, _HERE), site=site)


async def _for_everybody(settings: Settings, public_url: str, host: str, port: int, watch: Watch) -> None:
    from procore_mcp.wiring_for_all import wired_for_all  # noqa: PLC0415 - a start for one person need not wait for it

    async with wired_for_all(settings, watch=watch) as parts:
        server = build_server(
            parts.engine,
            parts.callers,
            surface=parts.surface,
            request_state_keys=parts.question_keys,
            watch=watch,
            rate_budget=parts.pacer.left,
        )
        site = Site(
            known=known_as(public_url, settings.allowed_hosts),
            gate=parts.authorization.gate,
            routes=parts.authorization.routes(),
            probes=Probes(parts_of(parts.state, parts.engine.catalog)),
            proxies=settings.trusted_proxies,
            drain=shared_drain(),
            upkeep=parts.authorization.upkeep,
        )
        await serve_http(
            server, host=host, port=port, on_ready=_say(settings, _FOR_ALL.format(public=public_url)), site=site
        )


def _say(settings: Settings, words: str) -> Callable[[str], None]:
    """`words` with the address in them; where logs are JSON, as a line of the log."""

    def say(address: str) -> None:
        text = words.format(address=address)
        if settings.log_format == "json":
            _log.info("%s", text)
        else:
            click.echo(text, err=True)

    return say
