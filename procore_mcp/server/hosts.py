"""Under which names a server answers: a foreign Host or Origin is a page that points a browser at us."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from procore_mcp.server.probes import is_probe

LOOPBACK = ("127.0.0.1", "localhost", "::1")
# For what stands behind KnownHosts, so that nothing is looked at twice.
CHECKED_BEFORE = TransportSecuritySettings(enable_dns_rebinding_protection=False)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def this_machine() -> TransportSecuritySettings:
    """Any port of this machine, and pages that it serves itself."""
    names = [f"[{name}]" if ":" in name else name for name in LOOPBACK]
    return TransportSecuritySettings(
        allowed_hosts=[host for name in names for host in (name, f"{name}:*")],
        allowed_origins=[origin for name in names for origin in (f"http://{name}", f"http://{name}:*")],
    )


def known_as(public_url: str, more: Sequence[str] = ()) -> TransportSecuritySettings:
    """The host of `public_url`, and `more` hosts, each with its port where that is not the scheme's own.

    A public address on this machine, for trying things out, is reached under each of this machine's names.
    """
    parts = urlsplit(public_url)
    if parts.hostname in LOOPBACK:
        local = this_machine()
        hosts, origins = local.allowed_hosts, local.allowed_origins
    else:
        default = f":{_DEFAULT_PORTS[parts.scheme]}"
        bare = parts.netloc.lower().removesuffix(default)
        hosts, origins = [bare, f"{bare}{default}" if parts.port is None else bare], [f"{parts.scheme}://{bare}"]
    return TransportSecuritySettings(
        allowed_hosts=[*hosts, *more], allowed_origins=[*origins, *(f"{parts.scheme}://{host}" for host in more)]
    )


class KnownHosts:
    """Refuses 421 for another Host and 403 for another Origin, at every path but those that probes ask."""

    def __init__(self, app: ASGIApp, known: TransportSecuritySettings) -> None:
        self._app = app
        self._check = TransportSecurityMiddleware(known)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_probe(scope):
            await self._app(scope, receive, send)
            return
        refusal = await self._check.validate_request(Request(scope))
        await (refusal or self._app)(scope, receive, send)
