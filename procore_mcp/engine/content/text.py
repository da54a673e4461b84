"""Plain text and comma-separated tables."""

from __future__ import annotations

import codecs

from procore_mcp.engine.content.page import Page, pages_of_lines

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_pages(content: bytes) -> list[Page]:
    return pages_of_lines(_decoded(content).splitlines())


def table_pages(content: bytes) -> list[Page]:
    """Rows stay as they were written; each page begins with the table's own first row."""
    lines = _decoded(content).splitlines()
    return pages_of_lines(lines, heading=lines[0] if lines else None)


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")  # what office programs on Windows write
