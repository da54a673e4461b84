"""Where requests may go, and which of those places may see the bearer token.

Addresses are judged as they are written, by allow-lists so narrow that there is only one way to read what passes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

import httpx2

from procore_mcp.config.environment import Environment
from procore_mcp.errors import ForeignHost

_PATH = re.compile(r"/(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/]|%[0-9A-Fa-f]{2})*")
_LINK = re.compile(
    r"(?P<origin>(?P<scheme>https?)://(?P<authority>[^/?#\\@\s\x00-\x1f\x7f]+))(?:[/?#][^\x00-\x1f\x7f\\]*)?"
)
_LOOPBACK = re.compile(r"(?P<host>localhost|127\.0\.0\.1|\[::1\])(?::\d{1,5})?")
# A name with a dot and a worded last label: an address of any spelling (10.0.0.1, 2130706433, 0x7f.1, [::1]) is none,
# nor is a name of this machine or its local network.
_PUBLIC = re.compile(r"(?P<host>(?:[A-Za-z0-9_-]+\.)+[A-Za-z][A-Za-z0-9-]*)(?::443)?")
_LOCAL_SUFFIXES = (".localhost", ".local", ".internal", ".lan", ".intranet", ".home.arpa")


@dataclass(frozen=True, slots=True)
class Hop:
    """An address that may be fetched."""

    url: httpx2.URL
    takes_token: bool


def request_url(environment: Environment, path: str) -> httpx2.URL:
    """The address of a request; `path` is percent-encoded and starts with one slash.

    Raises ForeignHost when the path could lead to another host or out of its own folders.
    """
    if not _PATH.fullmatch(path) or path.startswith("//") or _climbs(path):
        raise ForeignHost(
            "The path of a request has to start with one slash and stay below it.",
            hint="Check the ids in the arguments: they are plain numbers or words, without slashes or dots.",
        )
    url = httpx2.URL(environment.api_url.rstrip("/") + path)
    if not is_api(environment, url):
        raise ForeignHost("The path of a request changed its host.", hint="Check the ids in the arguments.")
    return url


def _climbs(path: str) -> bool:
    plain = path
    while (decoded := unquote(plain)) != plain:
        plain = decoded
    segments = re.split(r"[/\\]", plain)
    return "\\" in plain or not plain.isprintable() or not {".", ".."}.isdisjoint(segments)


def is_api(environment: Environment, url: httpx2.URL) -> bool:
    """Whether `url` has exactly the origin of the API."""
    api = httpx2.URL(environment.api_url)
    return (url.scheme, url.raw_host, url.port, url.userinfo) == (api.scheme, api.raw_host, api.port, b"")


def file_hop(environment: Environment, link: str) -> Hop:
    """Judge a file link: Procore's own hosts are fetched with the token, other public https hosts without it.

    Procore's links may point straight at cloud storage or redirect there. Plain http, addresses instead of names, and
    hosts of the local network are refused, so that a link in a record cannot make us call inward. A public name that
    resolves inward fails by itself: no host in there can show a certificate for it. While the API itself is on this
    machine (a simulator), its neighbours on this machine may be fetched too, without the token.

    Raises ForeignHost.
    """
    shape = _LINK.fullmatch(link)
    if shape is None:
        raise _refusal("The file link is not a complete web address.")
    if shape["origin"] == environment.api_url.rstrip("/"):
        return Hop(_parsed(link), takes_token=True)
    host = _fetchable_host(environment, shape["scheme"], shape["authority"])
    return Hop(_parsed(link), takes_token=_is_trusted(environment, host))


def next_hop(environment: Environment, hop: Hop, target: str) -> Hop:
    """Where a redirect from `hop` leads. Raises ForeignHost."""
    try:
        link = urljoin(str(hop.url), target)
    except ValueError:
        raise _refusal("The file link was redirected to something that is no web address.") from None
    return file_hop(environment, link)


def _fetchable_host(environment: Environment, scheme: str, authority: str) -> str:
    if (here := _LOOPBACK.fullmatch(authority)) and _LOOPBACK.fullmatch(environment.api_url.partition("://")[2]):
        return here["host"]
    public = _PUBLIC.fullmatch(authority)
    if public is None or public["host"].lower().endswith(_LOCAL_SUFFIXES):
        raise _refusal("The file link leads to an address that is not a public host name.")
    if scheme != "https":
        raise _refusal(f"The file link to {public['host']} is not encrypted.")
    return public["host"]


def _is_trusted(environment: Environment, host: str) -> bool:
    labels = host.split(".")
    is_ours = any(host == ours or host.endswith(f".{ours}") for ours in environment.file_hosts)
    return is_ours and not any(label.startswith("xn--") for label in labels)


def _parsed(link: str) -> httpx2.URL:
    try:
        url = httpx2.URL(link)
        httpx2.Request("GET", url)  # finds out whether the name can be one
    except (httpx2.InvalidURL, UnicodeError):
        raise _refusal("The file link is not a complete web address.") from None
    return url


def _refusal(problem: str) -> ForeignHost:
    return ForeignHost(problem, hint="Read the record again and use the link that it holds now, unchanged.")
