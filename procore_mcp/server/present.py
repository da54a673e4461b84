"""Answers and errors as the protocol carries them.

Structured content is always an object, and the text holds the same JSON on its last line. The text of an error has the
kind, the message and the hint above it, for people.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping, Sequence

from mcp_types import CallToolResult, ContentBlock, ImageContent, ResourceLink, TextContent

from procore_mcp.engine.answer import Answer, FileLink, Image
from procore_mcp.errors import AnswerTooLarge, ProcoreMcpError

# Clients of the Python SDK refuse a server-sent event of more than 1 MiB, and the envelope needs some of it.
MAX_RESULT_BYTES = 900_000
# Characters: each takes at most eight bytes as escaped text and four once more as structured content.
_SURELY_FITTING = MAX_RESULT_BYTES // 12


def present(answer: Answer) -> CallToolResult:
    """Success, or AnswerTooLarge presented as an error when it is over MAX_RESULT_BYTES on the wire."""
    line = _line(answer.data)
    beside = [*map(_picture, answer.images), *map(_link, answer.links)]
    return _result(line, line, beside, is_error=False)


def present_error(error: ProcoreMcpError) -> CallToolResult:
    """An error that the model can read and act upon."""
    line = _line({"error": error.describe()})
    words = [f"{error.kind}: {error.message}", error.hint or ""]
    text = "\n".join([*(" ".join(part.split()) for part in words if part), line])
    return _result(_sound(text), line, (), is_error=True)


def _result(text: str, line: str, beside: Sequence[ContentBlock], *, is_error: bool) -> CallToolResult:
    content: list[ContentBlock] = [TextContent(text=text), *beside]
    result = CallToolResult(content=content, structured_content=json.loads(line), is_error=is_error)
    if not beside and len(text) <= _SURELY_FITTING:
        return result
    size = _wire_bytes(result)
    return result if size <= MAX_RESULT_BYTES else present_error(AnswerTooLarge(size, MAX_RESULT_BYTES))


def _picture(image: Image) -> ImageContent:
    return ImageContent(data=base64.b64encode(image.content).decode("ascii"), mime_type=image.content_type)


def _link(link: FileLink) -> ResourceLink:
    return ResourceLink(uri=link.uri, name=link.name, mime_type=link.content_type, size=link.size)


def _line(value: Mapping[str, object]) -> str:
    return _sound(json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False))


def _sound(text: str) -> str:
    """Half an emoji, as a cut-off field may hold, cannot be sent as UTF-8: `?` takes its place."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _wire_bytes(result: CallToolResult) -> int:
    return len(result.model_dump_json(by_alias=True, exclude_none=True).encode("utf-8"))
