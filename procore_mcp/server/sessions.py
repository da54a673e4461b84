"""Who is calling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from procore_mcp.engine.session import Session
from procore_mcp.server.context import Context, address_of


class Sessions(Protocol):
    async def session(self, context: Context) -> Session:
        """The session of whoever sent this request.

        Raises SignInRequired when there is nobody behind it.
        """
        ...


@dataclass(frozen=True, slots=True)
class OneUser:
    """A server of one person: every request is theirs."""

    owner: Session

    async def session(self, context: Context) -> Session:  # noqa: ARG002 - one person needs no telling apart
        return self.owner


@dataclass(frozen=True, slots=True)
class AtAddress:
    """Whoever is calling, within what the address of the request binds."""

    callers: Sessions

    async def session(self, context: Context) -> Session:
        return address_of(context).narrowed(await self.callers.session(context))
