"""What one person gave to one client, with the tokens that stand for it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from procore_mcp.server.oauth.digest import digest

ACCESS_LIFETIME = 3_600.0  # seconds
REFRESH_LIFETIME = 60 * 86_400.0  # seconds without any use
GRACE = 60.0  # seconds in which a replaced refresh token still gives its successor
MOST_LIVE = 4  # access tokens of one grant at a time


@dataclass(frozen=True, slots=True)
class Pair:
    """Tokens as the client gets them. Both begin with the id of their grant; a refresh token then has a part that stays
    the same for the life of the grant, so that an old one is told from an invented one for ever."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """The digest of a token, and the end of its use in Unix seconds."""

    digest: str
    until: float


@dataclass(frozen=True, slots=True)
class Grant:
    """`live` are its access tokens; `refresh` the one refresh token that counts; `replaced` those in their grace;
    `successor` the newest pair, sealed. Times are Unix seconds."""

    id: str
    user: str
    client_id: str
    client_name: str
    resource: str
    scope: str
    created_at: float
    used_at: float
    family: str = ""
    refresh: str = ""
    live: tuple[Mark, ...] = ()
    replaced: tuple[Mark, ...] = ()
    successor: str = field(default="", repr=False)

    def access_until(self, token: str, now: float) -> float | None:
        """When `token` ends; None when it is not one of this grant's, or over."""
        told = digest(token)
        ends = [mark.until for mark in self.live if secrets.compare_digest(mark.digest, told)]
        return ends[0] if ends and ends[0] > now else None

    def is_current(self, refresh: str) -> bool:
        return secrets.compare_digest(self.refresh, digest(refresh))

    def is_in_grace(self, refresh: str, now: float) -> bool:
        told = digest(refresh)
        return any(secrets.compare_digest(mark.digest, told) and mark.until > now for mark in self.replaced)

    def is_of_family(self, refresh: str) -> bool:
        """Handed out for this grant at some time, whatever became of it."""
        return secrets.compare_digest(self.family, digest(family_of(refresh)))

    def knows(self, token: str) -> bool:
        """A token of either kind that was handed out for this grant, as far as that is still known."""
        told = digest(token)
        return self.is_of_family(token) or any(secrets.compare_digest(mark.digest, told) for mark in self.live)

    def with_pair(self, pair: Pair, now: float, sealed: str) -> Grant:
        """The same grant, renewed: access tokens live on until they end, the refresh token is replaced."""
        live = [mark for mark in self.live if mark.until > now]
        over = [mark for mark in self.replaced if mark.until > now]
        return replace(
            self,
            used_at=now,
            family=digest(family_of(pair.refresh)),
            refresh=digest(pair.refresh),
            live=(*live, Mark(digest(pair.access), now + ACCESS_LIFETIME))[-MOST_LIVE:],
            replaced=(*over, Mark(self.refresh, now + GRACE)) if self.refresh else (),
            successor=sealed,
        )


def new_pair(grant_id: str, mint: Callable[[], str], *, after: str | None = None) -> Pair:
    """`after` is the refresh token that the new one follows."""
    family = mint() if after is None else family_of(after)
    return Pair(f"{grant_id}.{mint()}", f"{grant_id}.{family}.{mint()}")


def grant_of(token: str) -> str:
    """The id of the grant that `token` says it belongs to."""
    return token.partition(".")[0]


def family_of(refresh: str) -> str:
    parts = refresh.split(".")
    return parts[1] if len(parts) == 3 else ""
