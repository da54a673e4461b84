"""Reads what a stranger has published under an address that a stranger named, and lets neither choose whom we call."""

from __future__ import annotations

import re
import ssl
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from socket import SOCK_STREAM
from typing import Final
from urllib.parse import SplitResult, urlsplit

import anyio
import httpx2

from procore_mcp.api.wire import Lost, TooLarge, exchange

LARGEST: Final = 10_000  # bytes
DEADLINE: Final = 5.0  # seconds for the name, the connection and the answer together
_PORT = 443
_SHAPE = re.compile(r"[\x21\x22\x24-\x7e]{1,2000}")  # printable ASCII without a fragment
_NAME = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]", re.IGNORECASE)
_DOTS = re.compile(r"/\.{1,2}(/|$)|%2e", re.IGNORECASE)
_JSON = re.compile(r"application/([\w.+-]+\+)?json", re.IGNORECASE)
_MAX_AGE = re.compile(r"max-age=(\d{1,9})")
_UNICAST = IPv6Network("2000::/3")  # all that IANA has given out
_PROTOCOLS = IPv4Network("192.0.0.0/24")
_NAT64 = IPv6Network("64:ff9b::/96")

Resolve = Callable[[str], Awaitable[Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Published:
    """`fresh_for` is how many seconds its server vouches for it; None where it does not say."""

    content: bytes = field(repr=False)
    fresh_for: float | None


def is_public(address: str) -> bool:
    """Neither of this machine nor of a private network, also not inside one of the ways to write IPv4 as IPv6."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_global, _meant(ip)))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    """Python calls some global that no public host has, such as the old addresses of a site."""
    is_unicast = ip not in _PROTOCOLS if isinstance(ip, IPv4Address) else ip in _UNICAST
    return ip.is_global and is_unicast and not ip.is_multicast and not ip.is_reserved


async def resolved(name: str) -> Sequence[str]:
    """The addresses of `name`. Raises OSError."""
    return [str(place[0]) for *_, place in await anyio.getaddrinfo(name, _PORT, type=SOCK_STREAM)]


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads JSON from public hosts. The other members replace the network in tests: `ports` are those that an address
    may name, `trust` says whose certificates count; `deadline` is in seconds."""

    resolve: Resolve = resolved
    is_allowed: Callable[[str], bool] = is_public
    ports: frozenset[int] = frozenset({_PORT})
    trust: ssl.SSLContext | None = None
    deadline: float = DEADLINE

    async def read(self, address: str) -> Published | None:
        """None for an address that is not read, and for everything that is not a small JSON document sent in time.

        The connection goes to the very number that was checked, not to whatever the name means a moment later.
        """
        parts = self._parts(address)
        if parts is None or parts.hostname is None:
            return None
        with anyio.move_on_after(self.deadline):
            try:
                numbers = await self.resolve(parts.hostname)
                if numbers and all(map(self.is_allowed, numbers)):
                    return _published(await self._answer(parts, parts.hostname, numbers[0]))
            except (OSError, UnicodeError, Lost, TooLarge):
                return None
        return None

    def _parts(self, address: str) -> SplitResult | None:
        try:
            parts = urlsplit(address)
            port = parts.port or _PORT
        except ValueError:
            return None
        if not _SHAPE.fullmatch(address):
            return None
        is_place = parts.scheme == "https" and "@" not in parts.netloc and port in self.ports
        is_named = (
            _NAME.fullmatch(parts.hostname or "") and parts.path not in {"", "/"} and not _DOTS.search(parts.path)
        )
        return parts if is_place and is_named else None

    async def _answer(self, parts: SplitResult, name: str, number: str) -> httpx2.Response:
        host = f"[{number}]" if ":" in number else number
        url = parts._replace(netloc=f"{host}:{parts.port or _PORT}").geturl()
        headers = {"Host": parts.netloc, "Accept": "application/json", "User-Agent": "procore-mcp"}
        request = httpx2.Request("GET", url, headers=headers, extensions={"sni_hostname": name})
        # No proxy from the environment: it would look the name up again, out of our sight.
        async with httpx2.AsyncClient(trust_env=False, verify=self.trust or ssl.create_default_context()) as http:
            return await exchange(http, request, limit=LARGEST, within=self.deadline)


def _published(answer: httpx2.Response) -> Published | None:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip()
    if answer.status_code != 200 or not _JSON.fullmatch(kind):
        return None
    said = answer.headers.get("cache-control", "").lower()
    age = _MAX_AGE.search(said)
    if "no-store" in said or "no-cache" in said:
        return Published(answer.content, 0.0)
    return Published(answer.content, float(age[1]) if age else None)


def _meant(ip: IPv4Address | IPv6Address) -> Sequence[IPv4Address | IPv6Address]:
    """Every address that a packet to `ip` may end at."""
    if isinstance(ip, IPv4Address):
        return [ip]
    if ip.ipv4_mapped is not None:
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip, *(ip.teredo or ()), *([ip.sixtofour] if ip.sixtofour else ())]
