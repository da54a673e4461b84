"""One person's tokens, and the right to change them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from procore_mcp.auth.token_store import TokenStore
from procore_mcp.errors import Unreachable
from procore_mcp.state.protocol import LockBusy, State

LEASE = 60.0  # seconds; twice as long as the exchange that happens inside may take
PATIENCE = 65.0  # seconds; longer than the lease of a holder that died


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
                await stack.enter_async_context(self.state.lock(f"tokens:{self.user}", lease=LEASE, patience=PATIENCE))
            except LockBusy:
                raise Unreachable(
                    "Another process is renewing the sign-in and does not finish.", hint="Try again in a minute."
                ) from None
            yield
