"""Scheme, host and port of a web address."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?")
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_ONLY_ORIGIN = "only scheme, host and port belong here, for example https://api.procore.com"


def origin(url: str) -> str:
    """Without the port that the scheme has anyway, as browsers name it. Raises ValueError."""
    parts = _split(url)
    is_loopback = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback):
        raise ValueError("an https:// address is needed (http:// works for this machine only)")
    if not HOST.fullmatch(parts.netloc) or parts.query or parts.fragment or parts.path not in {"", "/"}:
        raise ValueError(_ONLY_ORIGIN)
    return f"{parts.scheme}://{parts.netloc.removesuffix(_USUAL_PORTS[parts.scheme])}"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a number that no port has
    except ValueError:
        raise ValueError(_ONLY_ORIGIN) from None
    return parts
