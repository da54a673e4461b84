"""`procore-mcp users`: who is signed in to a server of many people."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import anyio
import click

from procore_mcp.config.settings import load_settings
from procore_mcp.server.oauth.grant import Grant
from procore_mcp.server.oauth.sign_ins import SignedIn
from procore_mcp.wiring_for_all import wired_for_all


@click.command(name="users")
@click.option("--json", "as_json", is_flag=True, help="A list of objects, with times in UTC.")
def command(as_json: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """List who is signed in, since when, and with which clients; reads the state that the server keeps."""
    people = anyio.run(_people)
    if as_json:
        click.echo(json.dumps([_facts(seen) for seen in people], indent=2, ensure_ascii=False))
        return
    for seen in people:
        _show(seen)
    click.echo(f"{len(people)} people are signed in." if len(people) != 1 else "1 person is signed in.")


async def _people() -> list[SignedIn]:
    async with wired_for_all(load_settings()) as parts:
        return await parts.authorization.sign_ins.all()


def _show(seen: SignedIn) -> None:
    person = seen.person
    click.echo(f"{person.name} <{person.login}>, Procore user {person.user}")
    click.echo(f"  signed in {_time(person.signed_in_at)}, last used {_time(seen.used_at)}")
    for grant in seen.grants:
        click.echo(f"  {grant.client_name}  {grant.resource}  since {_time(grant.created_at)}")
        click.echo(f"    client {grant.client_id}")


def _facts(seen: SignedIn) -> dict[str, Any]:
    person = seen.person
    return {
        "user_id": int(person.user),
        "name": person.name,
        "login": person.login,
        "signed_in_at": _time(person.signed_in_at),
        "last_used_at": _time(seen.used_at),
        "clients": [_client(grant) for grant in seen.grants],
    }


def _client(grant: Grant) -> dict[str, Any]:
    return {
        "client_id": grant.client_id,
        "name": grant.client_name,
        "resource": grant.resource,
        "since": _time(grant.created_at),
        "last_used_at": _time(grant.used_at),
    }


def _time(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
