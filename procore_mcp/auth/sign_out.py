"""Leaving: the tokens end at Procore and on this machine."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

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
        problems = [await _revoked(token, grants) for token in kept]
        await account.store.clear()
    return next((problem for problem in problems if problem is not None), None)


async def _kept(account: Account) -> tuple[str, ...]:
    try:
        tokens = await account.store.load()
    except SignInRequired:  # what cannot be read cannot be revoked either
        return ()
    return () if tokens is None else tuple(filter(None, (tokens.refresh_token, tokens.access_token)))


async def _revoked(token: str, grants: Grants) -> ProcoreMcpError | None:
    try:
        await grants.revoke(token)
    except ProcoreMcpError as problem:
        return problem
    return None
