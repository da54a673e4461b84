"""Fresh tokens for one account, renewed once however many callers need them."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from math import ceil
from typing import TypeGuard

import anyio

from procore_mcp.auth.account import PATIENCE, Account, busy
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.errors import OutcomeUnknown, ProcoreError, StateUnavailable, Unreachable
from procore_mcp.state.protocol import LockBusy

MARGIN = 60.0  # seconds before its end at which a token counts as used up
LOOK_AGAIN = 1.0  # seconds of waiting for the lock after which the store is asked whether it is still needed
LOOKS = ceil(PATIENCE / LOOK_AGAIN)
PAUSES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0)  # seconds between the tries to keep a new pair
RECHECK = 30.0  # seconds after which the store is asked whether somebody else signed in


class Renewal:
    """Procore ends a refresh token with any try to use it, successful or not (developer FAQ, "refresh token").

    So there is one try per refresh token: under the lock that all processes share, noted down in the store before it is
    sent, the new pair kept before it is used. Whatever goes wrong after the sending leads to a new sign-in.
    """

    def __init__(
        self,
        account: Account,
        grants: Grants,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
    ) -> None:
        self._account = account
        self._grants = grants
        self._clock = clock
        self._sleep = sleep
        self._turn = anyio.Lock()  # of this process; callers would otherwise crowd at the lock of all processes
        self._known: TokenSet | None = None
        self._made: TokenSet | None = None
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
        async with self._turn:
            self._known = None
            for _ in range(LOOKS):
                try:
                    async with self._account.locked(patience=LOOK_AGAIN):
                        return self._remember(await self._alone(refused))
                except LockBusy:
                    # Its holder may have died between keeping the new pair and letting go.
                    kept = await self._account.store.load()
                    if self._is_news(kept, refused):
                        return self._remember(kept)
        raise busy()

    def has_made(self, tokens: TokenSet) -> bool:
        """Just now and by ourselves; those of somebody else may be as old as the ones that they came for."""
        return tokens == self._made

    async def _alone(self, refused: TokenSet | None) -> TokenSet:
        kept = await self._account.store.load()
        if kept is None:
            raise sign_in_required("Nobody is signed in to Procore on this machine.")
        return kept if self._is_news(kept, refused) else await self._renewed(kept)

    async def _renewed(self, kept: TokenSet) -> TokenSet:
        if kept.refresh_token is None:
            raise sign_in_required("The Procore sign-in has ended and cannot be renewed.")
        noted = tokens = kept.without_refresh_token()
        with anyio.CancelScope(shield=True):  # a caller that goes away must not take the new pair along
            await self._account.store.save(noted)
            tokens = await self._sent(kept, kept.refresh_token)
            await self._keep(tokens, noted)
        self._made = tokens
        return tokens

    async def _keep(self, tokens: TokenSet, noted: TokenSet) -> None:
        """Nobody has this pair but us, so a store that is away is waited for. Who signed out meanwhile, or somewhere
        else in, has the last word: then the pair is given up."""
        pauses = iter(PAUSES)
        while True:
            try:
                is_ours = await self._account.store.load() == noted
                await (self._account.store.save(tokens) if is_ours else self._grants.revoke(tokens.access_token))
                break
            except StateUnavailable:
                pause = next(pauses, None)
                if pause is None:
                    raise
            await self._sleep(pause)
        if not is_ours:
            raise sign_in_required("The Procore sign-in was ended or replaced while it was being renewed.")

    async def _sent(self, kept: TokenSet, refresh_token: str) -> TokenSet:
        try:
            return await self._grants.refresh(refresh_token)
        except Unreachable:
            await self._keep(kept, kept.without_refresh_token())
            raise
        except (OutcomeUnknown, ProcoreError) as failure:
            raise sign_in_required(f"The Procore sign-in could not be renewed: {failure.message}") from failure

    def _is_news(self, kept: TokenSet | None, refused: TokenSet | None) -> TypeGuard[TokenSet]:
        if kept is None or not self._is_fresh(kept):
            return False
        return refused is None or kept.access_token != refused.access_token

    def _is_fresh(self, tokens: TokenSet) -> bool:
        return tokens.is_fresh(self._clock(), MARGIN)

    def _remember(self, tokens: TokenSet) -> TokenSet:
        self._known, self._recheck_at = tokens, self._clock() + RECHECK
        return tokens
