"""File links: the lasting one that a record shows, and the signed, short-lived one that it redirects to."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from urllib.parse import quote, urlencode

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.settings import Origins, Settings

FILES = "/fas/api/v5/files/"


class Links:
    """Builds both kinds, and checks the second."""

    def __init__(self, origins: Origins, settings: Settings, clock: Callable[[], float], seed: int) -> None:
        self._origins = origins
        self._settings = settings
        self._clock = clock
        self._secret = hashlib.sha256(f"links of {seed}".encode()).digest()

    def shown(self, key: str) -> str:
        """The link that stands in records; it wants the caller's token."""
        return f"{self._origins.api}{FILES}{quote(key)}?sig={self._sign(key, 'shown')}"

    def signed(self, key: str) -> str:
        """A link to the storage origin that works for a while, for anyone who has it, and with no token."""
        expires = str(int(self._clock()) + self._settings.link_life)
        query = urlencode({"X-Expires": expires, "X-Signature": self._sign(key, expires)})
        return f"{self._origins.storage}/files/{quote(key)}?{query}"

    def is_good(self, key: str, expires: str, signature: str) -> bool:
        if not _same(signature, self._sign(key, expires)):
            return False
        return (whole_number(expires) or 0) > self._clock()

    def is_shown(self, key: str, signature: str) -> bool:
        return _same(signature, self._sign(key, "shown"))

    def _sign(self, key: str, rest: str) -> str:
        return hmac.new(self._secret, f"{key}\n{rest}".encode(), hashlib.sha256).hexdigest()


def _same(signature: str, wanted: str) -> bool:
    return hmac.compare_digest(signature.encode(), wanted.encode())
