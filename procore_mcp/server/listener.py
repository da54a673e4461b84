"""The socket that requests arrive at."""

from __future__ import annotations

import socket

from procore_mcp.errors import BadSetting
from procore_mcp.server.hosts import LOOPBACK


def listen(host: str, port: int, *, is_shared: bool) -> socket.socket:
    """Raises BadSetting for a port that cannot be had and, unless people sign in, for a host that others can reach."""
    if host not in LOOPBACK and not is_shared:
        raise BadSetting(
            f"--host {host} would let other machines act in Procore with your grant: this mode serves one person and "
            "asks nobody to sign in.",
            hint=f"Use one of {', '.join(LOOPBACK)}, or set PROCORE_PUBLIC_URL: then each person signs in.",
        )
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise BadSetting(f"--host {host} is no address of this machine: {error.strerror}.", hint=_HOSTS) from None
    # asyncio switches Nagle's algorithm off only for sockets that name their protocol; with it each answer waits 40 ms.
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise BadSetting(
            f"Port {port} on {host} cannot be used: {error.strerror}.",
            hint="Choose another --port; 0 takes a free one.",
        ) from None
    listener.listen()
    return listener


def shown_host(host: str) -> str:
    """As it stands in an address."""
    return f"[{host}]" if ":" in host else host


_HOSTS = "Use 127.0.0.1, or 0.0.0.0 for all addresses of this machine."
