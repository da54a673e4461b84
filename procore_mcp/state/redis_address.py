"""Where a Redis or Valkey server is, as PROCORE_STATE_URL says it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from procore_mcp.errors import BadSetting

SCHEMES = frozenset({"redis", "rediss", "unix"})
PREFIX = "procore-mcp:"


@dataclass(frozen=True, slots=True)
class RedisAddress:
    """`url` is for the client library and may hold a password; `shown` is for people; `prefix` begins all keys."""

    url: str = field(repr=False)
    shown: str
    prefix: str


def redis_address(url: str) -> RedisAddress:
    """`?prefix=` sets the prefix; everything else in the query is the client library's.

    Raises BadSetting, without the address in it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise _bad() from None
    if not (parts.path if parts.scheme == "unix" else parts.hostname):
        raise _bad()
    options = parse_qsl(parts.query)
    prefix = next((value for name, value in options if name == "prefix"), PREFIX)
    query = urlencode([(name, value) for name, value in options if name != "prefix"])
    place = parts.path if parts.scheme == "unix" else f"{parts.hostname}:{port or 6379}"
    return RedisAddress(urlunsplit(parts._replace(query=query)), f"{parts.scheme}://{place}", prefix)


def _bad() -> BadSetting:
    return BadSetting(
        "PROCORE_STATE_URL does not say where the Redis server is.",
        hint="Use redis://[user:password@]host[:port][/database], rediss:// for TLS, or unix:///path/to/socket; a "
        "password with signs such as @, : or / needs them percent-encoded.",
    )
