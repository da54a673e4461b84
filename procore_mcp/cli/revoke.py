"""`procore-mcp revoke`: end sign-ins of a server of many people."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import anyio
import click

from procore_mcp.config.settings import load_settings
from procore_mcp.errors import ProcoreMcpError
from procore_mcp.wiring_for_all import WiredForAll, wired_for_all


@click.command(name="revoke")
@click.argument("user", required=False)
@click.option(
    "--client", metavar="ID", help="Whatever this client may do for anybody, as `procore-mcp users` names it."
)
@click.option("--all", "everybody", is_flag=True, help="Everybody, also those whose encryption key is lost.")
def command(user: str | None, client: str | None, everybody: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """End the sign-in of USER, a Procore user id or login: our tokens at once, Procore's at Procore.

    Running servers need not be told. Exits with 1 when there was nothing to end.
    """
    given = [text.strip() for text in (user, client) if text is not None]
    if len(given) + everybody != 1 or "" in given:
        raise click.UsageError("Name one of USER, --client ID and --all.")
    ended, problems = anyio.run(_ended, user, client)
    for line in ended:
        click.echo(f"Ended: {line}")
    for problem in problems:
        click.echo(f"Procore could not be told, so tokens live on there until they expire: {problem.message}", err=True)
    if not ended:
        click.echo("There is nothing to end: `procore-mcp users` lists who is signed in.", err=True)
        sys.exit(1)


async def _ended(user: str | None, client: str | None) -> tuple[Sequence[str], Sequence[ProcoreMcpError]]:
    async with wired_for_all(load_settings()) as parts:
        if user is not None:
            return await _person(parts, user)
        if client is not None:
            return await _client(parts, client)
        return await _everybody(parts)


async def _person(parts: WiredForAll, named: str) -> tuple[Sequence[str], Sequence[ProcoreMcpError]]:
    sign_ins, kept = parts.authorization.sign_ins, await parts.authorization.upstream.vault.users()
    asked = named.strip().casefold()
    found = [seen.person for seen in await sign_ins.all() if asked in {seen.person.user, seen.person.login.casefold()}]
    users = {person.user: f"{person.name} <{person.login}>" for person in found}
    if not users and named in kept:
        users = {named: f"user {named}"}
    problems = [await sign_ins.end_person(user) for user in users]
    return list(users.values()), [problem for problem in problems if problem is not None]


async def _client(parts: WiredForAll, client: str) -> tuple[Sequence[str], Sequence[ProcoreMcpError]]:
    ended, problems = await parts.authorization.sign_ins.end_client(client)
    await parts.authorization.clients.forget(client)
    return [f"{grant.client_name} for user {grant.user}" for grant in ended], problems


async def _everybody(parts: WiredForAll) -> tuple[Sequence[str], Sequence[ProcoreMcpError]]:
    sign_ins, kept = parts.authorization.sign_ins, await parts.authorization.upstream.vault.users()
    people = {seen.person.user: f"{seen.person.name} <{seen.person.login}>" for seen in await sign_ins.all()}
    problems = await sign_ins.end_all(kept)
    return [people.get(user, f"user {user}") for user in sorted({*people, *kept})], problems
