"""Which redirect addresses an app may use."""

from __future__ import annotations

from urllib.parse import urlsplit

from procore_mcp.simulator.people import Client
from procore_mcp.simulator.settings import OUT_OF_BAND, Settings

_LOOPBACK = frozenset({"localhost", "127.0.0.1"})


def is_allowed(uri: str, client: Client, settings: Settings) -> bool:
    """Exactly one of the registered addresses, a trailing slash included.

    With `loopback_any_port` also any http address on this machine: only registered ones are documented.
    """
    if uri in client.redirect_uris or uri == OUT_OF_BAND:
        return True
    return settings.loopback_any_port and _is_loopback(uri)


def _is_loopback(uri: str) -> bool:
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme == "http" and parts.hostname in _LOOPBACK and not parts.fragment
