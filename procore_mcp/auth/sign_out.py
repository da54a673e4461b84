"""Leaving: the tokens end at Procore and on this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import anyio

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.errors import ProcoreMcpError, SignInRequired


async def at_any_rate() -> bool:
    return True


async def sign_out(
    account: Account, grants: Grants, *, only_if: Callable[[], Awaitable[bool]] = at_any_rate
) -> ProcoreMcpError | None:
    """The tokens are gone from this machine when this returns; `only_if` is asked while nobody else can change them.

    Gives what kept Procore from ending them too, if anything did; they then live on there until they expire. Raises
    BadSetting when the store cannot be cleared.
    """
    async with account.exclusive():
        if not await only_if():
            return None
        kept = await _kept(account)
        problems = await _problems(kept, grants)
        await account.store.clear()
    return next(iter(problems), None)


async def _kept(account: Account) -> tuple[str, ...]:
    try:
        tokens = await account.store.load()
    except SignInRequired:  # what cannot be read cannot be revoked either
        return ()
    return () if tokens is None else tuple(filter(None, (tokens.refresh_token, tokens.access_token)))


async def _problems(tokens: Sequence[str], grants: Grants) -> list[ProcoreMcpError]:
    """All are revoked at the same time: one after the other could take longer than the account stays exclusive."""
    problems: list[ProcoreMcpError] = []

    async def revoke(token: str) -> None:
        try:
            await grants.revoke(token)
        except ProcoreMcpError as problem:
            problems.append(problem)

    async with anyio.create_task_group() as group:
        for token in tokens:
            group.start_soon(revoke, token)
    return problems
