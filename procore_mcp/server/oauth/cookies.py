"""The two cookies: one binds a sign-in to the browser that began it, one remembers who signed in last."""

from __future__ import annotations

import binascii
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.errors import ProcoreMcpError
from procore_mcp.server.oauth.attempt import LIFETIME, Attempt
from procore_mcp.server.oauth.people import Person
from procore_mcp.server.oauth.shelf import Seals

REMEMBERED = 90 * 86_400  # seconds
_LAST = "last"


@dataclass(frozen=True, slots=True)
class Cookies:
    """`is_secure` is false on plain HTTP, which only this machine is served with.

    `__Host-` keeps other hosts of the same domain from planting one; Lax sends them along when Procore brings the
    browser back, and with no form of another site.
    """

    is_secure: bool
    sealing: Seals

    def bind(self, response: Response, attempt: Attempt, secret: str) -> None:
        self._set(response, attempt.tab, secret, round(LIFETIME))

    def bound(self, request: Request, attempt: Attempt) -> bool:
        """Whether `request` comes from the browser that began `attempt`."""
        return attempt.is_from(request.cookies.get(self._name(attempt.tab)))

    def release(self, response: Response, attempt: Attempt) -> None:
        self._set(response, attempt.tab, "", 0)

    def remember(self, response: Response, person: Person) -> None:
        sealed = self.sealing.seal(json.dumps([person.name, person.login]).encode(), context=_LAST)
        self._set(response, _LAST, urlsafe_b64encode(sealed).decode("ascii"), REMEMBERED)

    def remembered(self, request: Request) -> tuple[str, str] | None:
        """Name and login of whoever signed in last with this browser."""
        try:
            sealed = urlsafe_b64decode(request.cookies[self._name(_LAST)])
            name, login = json.loads(self.sealing.unseal(sealed, context=_LAST))
        except (KeyError, ValueError, binascii.Error, ProcoreMcpError):
            return None
        return str(name), str(login)

    def _set(self, response: Response, name: str, value: str, seconds: int) -> None:
        response.set_cookie(
            self._name(name), value, max_age=seconds, path="/", secure=self.is_secure, httponly=True, samesite="lax"
        )

    def _name(self, name: str) -> str:
        return f"{'__Host-' if self.is_secure else ''}procore-mcp-{name}"
