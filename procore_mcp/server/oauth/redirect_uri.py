"""Where a browser may be sent with a code."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, urlsplit

LONGEST = 2_000
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# RFC 8252, section 7.1 wants names in reverse-domain form, which nobody takes by accident: com.example.app. These
# editors and assistants registered a plain word long ago and send it; no browser gives these words a meaning.
KNOWN_SCHEMES = frozenset({"cursor", "vscode", "vscode-insiders", "vscodium", "windsurf", "zed", "claude", "raycast"})

_ALLOWED = re.compile(r"[A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]+")
# Of the web: a name or a number that can be read in one way only.
_AUTHORITY = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]*)?")
_REVERSE_DOMAIN = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+")


def objection(uri: str) -> str | None:
    """Why nobody may register `uri`; None when it is fine."""
    parts = _split(uri) if len(uri) <= LONGEST and _ALLOWED.fullmatch(uri) else None
    if parts is None:
        return "It is no address, is too long, has a fragment, or holds characters that no address has."
    if "@" in parts.netloc:
        return "It names a user or a password."
    if parts.scheme in {"http", "https"}:
        is_fine = parts.hostname in LOOPBACK or parts.scheme == "https"
        return (
            None
            if is_fine and _AUTHORITY.fullmatch(parts.netloc)
            else "It names no host, or one that only https may lead to."
        )
    is_of_an_app = parts.scheme in KNOWN_SCHEMES or _REVERSE_DOMAIN.fullmatch(parts.scheme)
    return None if is_of_an_app else "Its scheme is not https and not that of a native app, such as com.example.app."


def is_same(registered: str, asked: str) -> bool:
    """Letter for letter; only the port of a program on the person's own machine is free (RFC 8252, section 7.3)."""
    if registered == asked:
        return True
    ours, theirs = _split(registered), _split(asked)
    if ours is None or theirs is None or objection(asked):
        return False
    is_loopback = ours.scheme == "http" and ours.hostname in LOOPBACK
    return is_loopback and _without_port(ours) == _without_port(theirs)


def destination(uri: str) -> str:
    """What a person recognises of `uri`: its host, or the app that takes its scheme."""
    parts = urlsplit(uri)
    if parts.scheme == "https":
        return parts.netloc
    return "a program on this device" if parts.scheme == "http" else f"the app that opens {parts.scheme}: links"


def opens_an_app(uri: str) -> bool:
    """The browser hands it to another program, and stays on the page where it was."""
    return urlsplit(uri).scheme not in {"http", "https"}


def _split(uri: str) -> SplitResult | None:
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _without_port(parts: SplitResult) -> tuple[str, str | None, str, str]:
    return parts.scheme, parts.hostname, parts.path, parts.query
