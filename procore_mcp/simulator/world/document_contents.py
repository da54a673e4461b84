"""Turns the facts about a document into the bytes of a file."""

from __future__ import annotations

import re
from random import Random
from typing import NamedTuple

from procore_mcp.simulator.world.data import Facts
from procore_mcp.simulator.world.paper.break_log import BreakLogFacts, break_log
from procore_mcp.simulator.world.paper.letter import letter
from procore_mcp.simulator.world.paper.pdf import Block, pdf
from procore_mcp.simulator.world.paper.photo import PhotoFacts, photo
from procore_mcp.simulator.world.paper.workbook import Cell, workbook
from procore_mcp.simulator.world.workdays import Workdays

_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATIVE_DAY = re.compile(r"<([+-])(\d+)>")


class PdfFacts(Facts):
    title: str
    pages: list[list[Block]]


class WorkbookFacts(Facts):
    sheet: str
    rows: list[list[Cell]]


class LetterFacts(Facts):
    paragraphs: list[str]


class ContentFacts(Facts):
    """What is in a file: exactly one of these. `<-3>` in a text stands for the working day three days ago."""

    pdf: PdfFacts | None = None
    workbook: WorkbookFacts | None = None
    letter: LetterFacts | None = None
    break_log: BreakLogFacts | None = None
    photo: PhotoFacts | None = None
    text: list[str] | None = None


class Content(NamedTuple):
    content_type: str
    data: bytes


def render(facts: ContentFacts, days: Workdays, dice: Random) -> Content:
    """The file as it was written on the day that `days` counts from."""
    if facts.pdf:
        pages = [[(style, dated(days, text)) for style, text in page] for page in facts.pdf.pages]
        return Content("application/pdf", pdf(facts.pdf.title, pages))
    if facts.workbook:
        rows = [[_cell(days, cell) for cell in row] for row in facts.workbook.rows]
        return Content(f"{_OFFICE}.spreadsheetml.sheet", workbook(facts.workbook.sheet, rows))
    if facts.letter:
        paragraphs = [dated(days, text) for text in facts.letter.paragraphs]
        return Content(f"{_OFFICE}.wordprocessingml.document", letter(paragraphs))
    if facts.break_log:
        return Content("text/csv", break_log(facts.break_log, days, dice))
    if facts.photo:
        return Content("image/png", photo(facts.photo))
    return Content("text/plain", "\n".join(dated(days, line) for line in facts.text or []).encode())


def _cell(days: Workdays, cell: Cell) -> Cell:
    return dated(days, cell) if isinstance(cell, str) else cell


def dated(days: Workdays, text: str) -> str:
    """The text with its relative days written out, such as 12 November 2026."""

    def written(found: re.Match[str]) -> str:
        count = int(found[2])
        day = days.after(days.today, count) if found[1] == "+" else days.ago(count)
        return f"{day.day} {day:%B %Y}"

    return _RELATIVE_DAY.sub(written, text)
