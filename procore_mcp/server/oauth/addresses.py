"""Where this server is, as clients and browsers name it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from procore_mcp.server.address import address_at

AUTHORIZE, CONSENT, CALLBACK = "/oauth/authorize", "/oauth/consent", "/oauth/callback"
TOKEN, REGISTER, REVOKE = "/oauth/token", "/oauth/register", "/oauth/revoke"
SERVER_METADATA = "/.well-known/oauth-authorization-server"
RESOURCE_METADATA = "/.well-known/oauth-protected-resource"

_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Addresses:
    """`issuer` is the public origin: scheme, host and port, without a slash at the end."""

    issuer: str

    def at(self, path: str) -> str:
        return f"{self.issuer}{path}"

    @property
    def is_local(self) -> bool:
        """Plain HTTP, which the settings allow on this machine only."""
        return self.issuer.startswith("http://")

    def resource(self, path: str) -> str | None:
        """The resource that `path` of this server is; None when there is none."""
        bare = path.removesuffix("/")
        return None if address_at(bare) is None else self.at(bare)

    def named(self, resource: str) -> str | None:
        """Our own spelling of a resource of this server as a client spelled it (RFC 8707); None for any other."""
        try:
            parts = urlsplit(resource)
            origin = (parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme))
        except ValueError:
            return None
        bare = not (parts.username or parts.password or parts.query or parts.fragment)
        return self.resource(parts.path) if bare and origin == self._origin else None

    def metadata_of(self, resource: str) -> str:
        """Where the metadata of one of our resources is (RFC 9728, section 3.1)."""
        return self.at(RESOURCE_METADATA + resource.removeprefix(self.issuer))

    @property
    def _origin(self) -> tuple[str, str | None, int | None]:
        parts = urlsplit(self.issuer)
        return parts.scheme, parts.hostname, parts.port or _DEFAULT_PORTS.get(parts.scheme)
