"""Workbooks and word-processor documents as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from procore_mcp.engine.content.damage import Unreadable, parsing
from procore_mcp.engine.content.extra import optional
from procore_mcp.engine.content.page import Page, pages_of_lines

MAX_UNPACKED = 100_000_000  # bytes; twice the largest file that is fetched
_DAMAGED = "the file is damaged or not what its name says"


def workbook_pages(content: bytes) -> list[Page]:
    """Each sheet by blocks of rows, cells joined by tabs; raises Unreadable."""
    openpyxl = optional("openpyxl")
    with parsing(_DAMAGED):
        workbook = openpyxl.load_workbook(_archive(content), read_only=True, data_only=True)
        pages = [(sheet.title, page) for sheet in workbook.worksheets for page in _sheet_pages(sheet)]
    return [Page(number, page.text, label) for number, (label, page) in enumerate(pages, 1)]


def document_pages(content: bytes) -> list[Page]:
    """Paragraphs and tables in reading order; raises Unreadable."""
    docx = optional("docx")
    with parsing(_DAMAGED):
        document = docx.Document(_archive(content))
        return pages_of_lines([line for block in document.iter_inner_content() for line in _block_lines(block)])


def _archive(content: bytes) -> io.BytesIO:
    """Refuses one that would fill the memory; no more comes out of an archive than it announces."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > MAX_UNPACKED:
        raise Unreadable(f"it unpacks to {size:,} bytes, more than are read here")
    return io.BytesIO(content)


def _sheet_pages(sheet: Any) -> list[Page]:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()  # many claim a million rows of 16,384 cells, and each absent row would be made up in full
    lines = ["\t".join(_cells(row)).rstrip("\t") for row in sheet.iter_rows(values_only=True)]
    return pages_of_lines(lines, heading=lines[0] if lines else None)


def _cells(row: Sequence[object]) -> Iterator[str]:
    return ("" if cell is None else str(cell) for cell in row)


def _block_lines(block: Any) -> list[str]:  # noqa: ANN401 - python-docx yields two unrelated classes
    rows = getattr(block, "rows", None)
    if rows is None:
        return [block.text]
    return ["\t".join(cell.text for cell in row.cells) for row in rows]
