"""Workbooks and word-processor documents as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from procore_mcp.engine.content.extra import optional
from procore_mcp.engine.content.page import Page, pages_of_lines

_DAMAGED = "the file is damaged or not what its name says"


def workbook_pages(content: bytes) -> list[Page]:
    """Each sheet by blocks of rows, cells joined by tabs; raises ValueError when it cannot be opened."""
    openpyxl = optional("openpyxl")
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(_DAMAGED) from error
    pages = [(sheet.title, page) for sheet in workbook.worksheets for page in _sheet_pages(sheet)]
    return [Page(number, page.text, label) for number, (label, page) in enumerate(pages, 1)]


def document_pages(content: bytes) -> list[Page]:
    """Paragraphs and tables in reading order; raises ValueError when it cannot be opened."""
    docx = optional("docx")
    try:
        document = docx.Document(io.BytesIO(content))
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ValueError(_DAMAGED) from error
    return pages_of_lines([line for block in document.iter_inner_content() for line in _block_lines(block)])


def _sheet_pages(sheet: Any) -> list[Page]:  # noqa: ANN401 - openpyxl has no types
    lines = ["\t".join(_cells(row)).rstrip("\t") for row in sheet.iter_rows(values_only=True)]
    return pages_of_lines(lines, heading=lines[0] if lines else None)


def _cells(row: Sequence[object]) -> Iterator[str]:
    return ("" if cell is None else str(cell) for cell in row)


def _block_lines(block: Any) -> list[str]:  # noqa: ANN401 - python-docx yields two unrelated classes
    rows = getattr(block, "rows", None)
    if rows is None:
        return [block.text]
    return ["\t".join(cell.text for cell in row.cells) for row in rows]
