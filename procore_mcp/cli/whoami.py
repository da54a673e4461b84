"""`procore-mcp whoami`: show who is signed in."""

from __future__ import annotations

import anyio
import click

from procore_mcp.api.messages import Json
from procore_mcp.config.settings import load_settings
from procore_mcp.wiring import wired


@click.command(name="whoami")
def command() -> None:
    """Show who is signed in, and where."""
    settings = load_settings()
    person = anyio.run(_profile)
    click.echo(f"{person.get('name')} <{person.get('login')}>, Procore user {person.get('id')}")
    click.echo(f"{settings.environment} at {settings.procore.api_url}")


async def _profile() -> dict[str, Json]:
    async with wired(load_settings()) as parts:
        answer = await parts.engine.call("show_my_profile", {}, parts.session)
    record = answer.data["record"]
    return record if isinstance(record, dict) else {}
