"""Logs: to stderr only, and without secrets."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final, Literal, TextIO, cast

from procore_mcp.server.request_id import request_id

AUDIT: Final = "procore_mcp.audit"
LogFormat = Literal["text", "json"]
Fact = str | int | float | None

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
# Whole addresses at INFO, and file links carry their signature in the query; at DEBUG whole answers and what a client
# sent that cannot be read.
_LEAST = {"httpx2": logging.WARNING, "httpcore2": logging.WARNING, "sse_starlette": logging.INFO, "mcp": logging.INFO}
# Ends of lines, and what moves the cursor of a terminal or turns the direction of its text.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_BARE = re.compile(r"[\w.:,/@()+-]+")


class TextFormatter(logging.Formatter):
    """For people: the message, on one line whatever somebody sent, then `name=value` for each fact."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        told = " ".join(f"{name}={_word(value)}" for name, value in _facts(record).items())
        line = super().formatMessage(record)
        return on_one_line(f"{line} {told}" if told else line)

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class JsonFormatter(logging.Formatter):
    """For programs: one object a line, whatever the message holds."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Fact] = {
            "time": moment,
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redacted(record.getMessage()),
            **_facts(record),
        }
        if record.exc_info:
            line["exception"] = redacted(self.formatException(record.exc_info))
        return on_one_line(redacted(json.dumps(line, ensure_ascii=False)))


def on_one_line(text: str) -> str:
    """With the escapes of JSON for what would begin another line, or act upon the terminal that shows it."""
    return _CONTROLS.sub(lambda control: f"\\u{ord(control[0]):04x}", text)


def redacted(text: str) -> str:
    """The last net: without authorization headers, tokens by name, and the queries of links."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def facts(**told: Fact) -> Mapping[str, object]:
    """For `extra=`; None and empty text say nothing."""
    return {"facts": {name: value for name, value in told.items() if value not in (None, "")}}


def configure_logging(level: str, stream: TextIO | None = None, *, log_format: LogFormat = "text") -> None:
    """Everything to `stream` (stderr): stdout belongs to the protocol. `level` is a name such as `warning`.

    The audit lines, one for each write, are written at every level.
    """
    target = logging.StreamHandler(stream or sys.stderr)
    target.setFormatter(JsonFormatter() if log_format == "json" else TextFormatter())
    logging.basicConfig(level=level.upper(), handlers=[target], force=True)
    logging.getLogger(AUDIT).setLevel(logging.INFO)
    for name, least in _LEAST.items():
        logging.getLogger(name).setLevel(max(least, logging.getLogger().level))


def _facts(record: logging.LogRecord) -> dict[str, Fact]:
    told = cast("dict[str, Fact]", getattr(record, "facts", {}))
    number = request_id.get()
    return {**told, "request_id": number} if number else told


def _word(value: Fact) -> str:
    text = str(value)
    return text if _BARE.fullmatch(text) else json.dumps(text, ensure_ascii=False)
