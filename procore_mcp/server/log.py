"""Logs: to stderr only, and without secrets."""

from __future__ import annotations

import logging
import re
import sys
from typing import TextIO

_SECRETS = (
    (re.compile(r"(?i)\b(bearer|basic)\s+[\w.~+/=-]{8,}"), r"\1 ***"),
    (re.compile(r"""(https?://[^\s?"'<>]+)\?[^\s"'<>]+"""), r"\1?***"),
    (
        re.compile(
            r"""(?i)\b((?:access|refresh|id)_token|client_secret|code_verifier)(["']?\s*[:=]\s*["']?)[^\s"',&}]+"""
        ),
        r"\1\2***",
    ),
)
# Whole addresses at INFO, and file links carry their signature in the query.
_CHATTY = ("httpx2", "httpcore2")


class RedactingFormatter(logging.Formatter):
    """The last net: works on the finished text, so tracebacks pass through it as well."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


def redacted(text: str) -> str:
    """Without authorization headers, tokens by name, and the queries of links."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def configure_logging(level: str, stream: TextIO | None = None) -> None:
    """Everything to `stream` (stderr): stdout belongs to the protocol. `level` is a name such as `warning`."""
    target = logging.StreamHandler(stream or sys.stderr)
    target.setFormatter(RedactingFormatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[target], force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
