"""Codes and tokens: what was handed out, to whom, and what is still good."""

from __future__ import annotations

import base64
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from procore_mcp.simulator.people import Caller

CODE_LIFE = 600
_TOKEN_BYTES = 780  # more than 1 kB once written down, as today's signed tokens are


@dataclass(frozen=True, slots=True)
class Grant:
    """An authorization code, waiting to be exchanged."""

    caller: Caller
    redirect_uri: str
    expires_at: float
    challenge: str | None
    challenge_method: str


@dataclass(frozen=True, slots=True)
class Access:
    """An access token's facts, in Unix seconds; `family` ties it to the refresh tokens of one sign-in."""

    caller: Caller
    created_at: float
    expires_at: float
    family: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What the token action hands out; no refresh token for client credentials."""

    access_token: str
    refresh_token: str | None
    expires_in: int
    created_at: int


@dataclass(slots=True)
class Issued:
    """What was handed out and is not used up, by its text; `families` counts the sign-ins."""

    codes: dict[str, Grant] = field(default_factory=dict[str, Grant])
    access: dict[str, Access] = field(default_factory=dict[str, Access])
    refresh: dict[str, tuple[Caller, int]] = field(default_factory=dict[str, tuple[Caller, int]])
    families: int = 0


class Tokens:
    """Everything that was issued; texts repeat for a seed and mean nothing outside this simulator."""

    def __init__(
        self, clock: Callable[[], float], seed: int, life: Callable[[], int], issued: Issued | None = None
    ) -> None:
        """`issued` is what an earlier run left: its texts are never handed out again."""
        self._clock = clock
        self.issued = issued or Issued()
        self._random = random.Random(f"{seed}/{self.issued.families}")  # noqa: S311  a simulator must repeat itself
        self._life = life

    def issue_code(
        self, caller: Caller, redirect_uri: str, challenge: str | None = None, challenge_method: str = "plain"
    ) -> str:
        code = self._random.randbytes(32).hex()
        expiry = self._clock() + CODE_LIFE
        self.issued.codes[code] = Grant(caller, redirect_uri, expiry, challenge, challenge_method)
        return code

    def take_code(self, code: str) -> Grant | None:
        """The grant behind a code, once; None when it was never given, was used, or is too old."""
        grant = self.issued.codes.pop(code, None)
        return grant if grant and grant.expires_at > self._clock() else None

    def issue(self, caller: Caller, family: int | None = None) -> Pair:
        """A new pair; a caller without a person gets no refresh token."""
        if family is None:
            self.issued.families += 1
            family = self.issued.families
        now, life = self._clock(), self._life()
        access = self._opaque()
        self.issued.access[access] = Access(caller, now, now + life, family)
        refresh = self._random.randbytes(32).hex() if caller.person_id is not None else None
        if refresh:
            self.issued.refresh[refresh] = (caller, family)
        return Pair(access, refresh, life, int(now))

    def take_refresh(self, token: str) -> tuple[Caller, int] | None:
        """Whose it was. Asking is enough to kill it, whatever becomes of the attempt."""
        return self.issued.refresh.pop(token, None)

    def access(self, token: str) -> Access | None:
        """The facts of a token that is still good."""
        found = self.issued.access.get(token)
        return found if found and found.expires_at > self._clock() else None

    def revoke(self, token: str) -> None:
        """Ends the sign-in that a token of either kind belongs to; an unknown token is no error."""
        owner = self.issued.refresh.get(token)
        known = self.issued.access.get(token)
        family = owner[1] if owner else known.family if known else None
        if family is not None:
            self.issued.access = {text: item for text, item in self.issued.access.items() if item.family != family}
            self.issued.refresh = {text: item for text, item in self.issued.refresh.items() if item[1] != family}

    def expire_access(self) -> None:
        """Makes every access token too old; refresh tokens live on."""
        self.issued.access.clear()

    def _opaque(self) -> str:
        parts = [base64.urlsafe_b64encode(self._random.randbytes(size)) for size in (30, _TOKEN_BYTES, 60)]
        return ".".join(part.rstrip(b"=").decode() for part in parts)
