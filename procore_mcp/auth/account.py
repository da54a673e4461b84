"""One person's tokens, and the right to change them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from procore_mcp.auth.token_store import TokenStore
from procore_mcp.errors import Unreachable
from procore_mcp.state.protocol import LockBusy, State

LEASE = 35.0  # seconds; a little longer than the exchange that happens inside may take
PATIENCE = 40.0  # seconds; longer than the lease of a holder that died


@dataclass(frozen=True, slots=True)
class Account:
    """`user` keys the lock, so it is the same in all processes and differs between people."""

    user: str
    store: TokenStore
    state: State

    @asynccontextmanager
    async def exclusive(self) -> AsyncGenerator[None]:
        """Nobody else on this machine, or in any replica, changes these tokens inside the block.

        Raises Unreachable when others did not finish in time.
        """
        async with AsyncExitStack() as stack:
            try:
                await stack.enter_async_context(self.locked(patience=PATIENCE))
            except LockBusy:
                raise busy() from None
            yield

    def locked(self, *, patience: float) -> AbstractAsyncContextManager[None]:
        """The same, raising LockBusy."""
        return self.state.lock(f"tokens:{self.user}", lease=LEASE, patience=patience)


def busy() -> Unreachable:
    return Unreachable("Another process is renewing the sign-in and does not finish.", hint="Try again in a minute.")
