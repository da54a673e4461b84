"""Foreign text made fit for an error message: one short line without markup, link queries or secrets."""

from __future__ import annotations

import html
import re

from procore_mcp.engine.one_line import one_line

_LONGEST = 300
_MOST_READ = 20_000  # characters; markup that never closes takes the square of its length
_HEADING = re.compile(r"<(title|h1)\b[^>]*>(.*?)</\1\s*>", re.IGNORECASE | re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-z!][^<>]*>", re.IGNORECASE)
_LINK = re.compile(r"(https?://)(?:[^\s/?#\"'<>@]*@)?([^\s?#\"'<>]*)(?:[?#][^\s\"'<>]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"\b(bearer|basic)\s+[\w.~+/=-]{8,}", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(\w*(?:token|secret|password|signature|api_?key|authorization))(\W{1,4})[\w.~+/=%-]{8,}", re.IGNORECASE
)


def plain_text(text: str) -> str:
    """Of a web page only its title or first heading is kept."""
    text = text[:_MOST_READ]
    if is_html(text):
        heading = _HEADING.search(text)
        text = heading[2] if heading else _UNSEEN.sub(" ", text)
    bare = html.unescape(_TAG.sub(" ", text)).encode("utf-8", "replace").decode()
    line = _NAMED.sub(r"\1\2…", _SCHEME.sub(r"\1 …", _LINK.sub(r"\1\2", one_line(bare))))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def is_html(text: str) -> bool:
    start = text.lstrip()[:200].lower()
    return start.startswith(("<!doctype", "<html", "<head", "<body", "<title", "<h1", "<center"))
