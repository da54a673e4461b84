"""Fresh tokens for one account, renewed once however many callers need them."""

from __future__ import annotations

import time
from collections.abc import Callable

import anyio

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.errors import OutcomeUnknown, ProcoreError, Unreachable

MARGIN = 60.0  # seconds before its end at which a token counts as used up
RECHECK = 30.0  # seconds after which the store is asked whether somebody else signed in


class Renewal:
    """Procore ends a refresh token with any try to use it, successful or not (developer FAQ, "refresh token").

    So there is one try per refresh token: under the lock that all processes share, noted down in the store before it is
    sent, the new pair kept before it is used. Whatever goes wrong after the sending leads to a new sign-in.
    """

    def __init__(self, account: Account, grants: Grants, *, clock: Callable[[], float] = time.time) -> None:
        self._account = account
        self._grants = grants
        self._clock = clock
        self._turn = anyio.Lock()  # of this process; callers would otherwise crowd at the lock of all processes
        self._known: TokenSet | None = None
        self._recheck_at = 0.0

    async def current(self) -> TokenSet:
        """Tokens that are good for another minute.

        Raises SignInRequired, Unreachable, BadSetting.
        """
        if self._known is not None and self._clock() < self._recheck_at and self._is_fresh(self._known):
            return self._known
        kept = await self._account.store.load()
        if kept is not None and self._is_fresh(kept):
            return self._remember(kept)
        return await self.instead_of(kept)

    async def instead_of(self, refused: TokenSet | None) -> TokenSet:
        """Tokens other than `refused`: those that somebody else got meanwhile, or else new ones.

        Raises SignInRequired, Unreachable, BadSetting.
        """
        async with self._turn, self._account.exclusive():
            self._known = None
            kept = await self._account.store.load()
            if kept is None:
                raise sign_in_required("Nobody is signed in to Procore on this machine.")
            if self._is_fresh(kept) and (refused is None or kept.access_token != refused.access_token):
                return self._remember(kept)
            return self._remember(await self._renewed(kept))

    async def _renewed(self, kept: TokenSet) -> TokenSet:
        if kept.refresh_token is None:
            raise sign_in_required("The Procore sign-in has ended and cannot be renewed.")
        tokens = kept.without_refresh_token()
        with anyio.CancelScope(shield=True):  # a caller that goes away must not take the new pair along
            await self._account.store.save(tokens)
            tokens = await self._sent(kept, kept.refresh_token)
            await self._account.store.save(tokens)
        return tokens

    async def _sent(self, kept: TokenSet, refresh_token: str) -> TokenSet:
        try:
            return await self._grants.refresh(refresh_token)
        except Unreachable:
            await self._account.store.save(kept)
            raise
        except (OutcomeUnknown, ProcoreError) as failure:
            raise sign_in_required(f"The Procore sign-in could not be renewed: {failure.message}") from failure

    def _is_fresh(self, tokens: TokenSet) -> bool:
        return tokens.is_fresh(self._clock(), MARGIN)

    def _remember(self, tokens: TokenSet) -> TokenSet:
        self._known, self._recheck_at = tokens, self._clock() + RECHECK
        return tokens
