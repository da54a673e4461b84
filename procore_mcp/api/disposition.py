"""The file name in a `Content-Disposition` header (RFC 6266), made safe to show and to save."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.message import Message
from typing import Final
from urllib.parse import unquote

LONGEST_NAME: Final = 200  # characters; most file systems stop at 255 bytes
_EXTENDED = re.compile(r"""(?i:filename\*\s*=\s*"?(utf-8|iso-8859-1)'[^']*')([^;\s"]+)""")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')


def file_name(headers: Mapping[str, str]) -> str | None:
    """`filename*` before `filename`; without folders, control characters and text direction tricks."""
    text = headers.get("content-disposition")
    return _safe(_told(text)) if text else None


def _told(text: str) -> str:
    if extended := _EXTENDED.search(text):
        return unquote(extended[2], encoding=extended[1], errors="replace")
    message = Message()
    message["Content-Disposition"] = text
    try:
        return message.get_filename("")
    except TypeError:  # a name in numbered pieces beside a whole one
        return ""


def _safe(name: str) -> str | None:
    last = _UNSAFE.sub(" ", re.split(r"[/\\]", name)[-1]).strip(" .")
    if len(last) <= LONGEST_NAME:
        return last or None
    stem, dot, ending = last.rpartition(".")
    kept = f"{dot}{ending}" if stem and len(ending) <= 10 else ""
    return last[: LONGEST_NAME - len(kept)] + kept
