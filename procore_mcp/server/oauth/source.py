"""Where a request comes from, as far as that can be known."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address

from starlette.requests import Request

_HOUSEHOLD = 64  # bits of an IPv6 address that its holder does not choose


def source_of(request: Request) -> str:
    """The address of whoever connected, or the network that one household gets where that is IPv6; behind a trusted
    proxy, that of whom the proxy names."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if not isinstance(address, IPv6Address):
        return host
    return str(address.ipv4_mapped or IPv6Address(int(address) >> _HOUSEHOLD << _HOUSEHOLD))
