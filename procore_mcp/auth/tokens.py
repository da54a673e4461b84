"""The two tokens that stand for one signed-in person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter, ValidationError


@dataclass(frozen=True, slots=True)
class TokenSet:
    """`expires_at` (Unix seconds) is the end of the access token.

    A refresh token works once, and any try to use it ends it. So the one that is kept has never been sent: it is taken
    out before it is sent, and `refresh_token` is None while that is going on, and for ever if the answer was lost.
    """

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_at: float

    def is_fresh(self, now: float, margin: float = 0.0) -> bool:
        """The access token lives for more than `margin` seconds after `now`."""
        return self.expires_at - now > margin

    def without_refresh_token(self) -> TokenSet:
        return replace(self, refresh_token=None)

    def to_json(self) -> bytes:
        return _ADAPTER.dump_json(self)

    @classmethod
    def from_json(cls, text: bytes) -> TokenSet:
        """Raises ValueError, without the text in it."""
        try:
            return _ADAPTER.validate_json(text)
        except ValidationError:
            raise ValueError("these are not tokens") from None


_ADAPTER = TypeAdapter(TokenSet)
