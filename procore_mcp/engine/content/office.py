"""Workbooks and word-processor documents as text."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Any

from procore_mcp.engine.content.damage import Unreadable, parsing
from procore_mcp.engine.content.extra import optional
from procore_mcp.engine.content.page import Page, pages_of_lines

MAX_UNPACKED = 100_000_000  # bytes; twice the largest file that is fetched
MAX_TREE = 30_000_000  # bytes of XML that is held as a tree, which takes some forty times as many
MOST_LINES = 200_000  # what takes seconds; an archive of 50 kB can hold so many that they take minutes
MOST_ROWS = 2_000_000  # of a workbook, with the blank ones that it leaves out; a single sheet may name a million
_DAMAGED = "the file is damaged or not what its name says"


def workbook_pages(content: bytes) -> list[Page]:
    """Each sheet by blocks of rows, cells joined by tabs; raises Unreadable."""
    openpyxl = optional("openpyxl")
    pages: list[tuple[str, Page]] = []
    rows, room = MOST_ROWS, MOST_LINES
    with parsing(_DAMAGED):
        workbook = openpyxl.load_workbook(_archive(content), read_only=True, data_only=True)
        for sheet in workbook.worksheets:
            written = _at_most(rows, _rows(sheet))
            lines = _at_most(room, _without_gaps(written))
            rows, room = rows - len(written), room - len(lines)
            pages += ((sheet.title, page) for page in pages_of_lines(lines, heading=lines[0] if lines else None))
    return [Page(number, page.text, label) for number, (label, page) in enumerate(pages, 1)]


def document_pages(content: bytes) -> list[Page]:
    """Paragraphs and tables in reading order; raises Unreadable."""
    docx = optional("docx")
    with parsing(_DAMAGED):
        document = docx.Document(_archive(content, max_xml=MAX_TREE))
        lines = (line for block in document.iter_inner_content() for line in _block_lines(block))
        return pages_of_lines(_at_most(MOST_LINES, lines))


def _archive(content: bytes, *, max_xml: int = MAX_UNPACKED) -> io.BytesIO:
    """Refuses one that would fill the memory; no more comes out of an archive than it announces."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if size > MAX_UNPACKED or xml > max_xml:
        raise Unreadable(f"it unpacks to {size:,} bytes, more than are read here")
    return io.BytesIO(content)


def _at_most(room: int, lines: Iterable[str]) -> list[str]:
    taken = list(islice(lines, room + 1))
    if len(taken) > room:
        raise Unreadable("it has more lines than are read here")
    return taken


def _without_gaps(lines: Iterable[str]) -> Iterator[str]:
    """One blank line for many: a value at the very end of a sheet has a million above it."""
    for line, alike in groupby(lines):
        yield from alike if line else [line]


def _rows(sheet: Any) -> Iterator[str]:  # noqa: ANN401 - openpyxl has no types
    sheet.reset_dimensions()  # many claim a million rows of 16,384 cells, and each absent row would be made up in full
    return ("\t".join(_cells(row)).rstrip("\t") for row in sheet.iter_rows(values_only=True))


def _cells(row: Sequence[object]) -> Iterator[str]:
    return ("" if cell is None else str(cell) for cell in row)


def _block_lines(block: Any) -> list[str]:  # noqa: ANN401 - python-docx yields two unrelated classes
    rows = getattr(block, "rows", None)
    if rows is None:
        return [block.text]
    return ["\t".join(cell.text for cell in row.cells) for row in rows]
