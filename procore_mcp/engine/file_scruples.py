"""Files among the arguments: whole, named, and fit to stand in a form."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.complaint import Place, place_name, shown
from procore_mcp.engine.wire_text import fits_header

Found = Iterator[tuple[Place, str]]


def file_scruples(tool: Tool, values: Mapping[str, Json]) -> Found:
    """Whatever is missing or of another type is told elsewhere."""
    for name, param in tool.params.items():
        given = values.get(name) if param.file else None
        if isinstance(given, list):
            for position, file in enumerate(given):
                yield from _of_file((name, position), file)
        else:
            yield from _of_file((name,), given)


def _of_file(place: Place, file: Json) -> Found:
    for part, value in file.items() if isinstance(file, dict) else ():
        problem = _problem(part, value) if isinstance(value, str) else None
        if problem is not None:
            yield (*place, part), f"{place_name((*place, part))} {problem}"


def _problem(part: str, value: str) -> str | None:
    if part == "content_base64" and not _is_base64(value):
        return "is not valid base64."
    if part == "content_type" and not fits_header(value):
        return f"is {shown((part,), value)}; it takes a media type, like application/pdf."
    if part == "file_name" and not value.strip():
        return "is empty; a file without a name would arrive as text."
    return None


def _is_base64(content: str) -> bool:
    try:
        base64.b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        return False
    return True
