"""Writes one-sheet XLSX workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from procore_mcp.simulator.world.paper.package import HEAD, package, relations

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

Cell = str | int


def workbook(sheet: str, rows: Sequence[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet of at most 26 columns; numbers stay numbers."""
    body = "".join(_row(number, cells) for number, cells in enumerate(rows, start=1))
    parts = {
        "xl/workbook.xml": (
            f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relations({"worksheet": "worksheets/sheet1.xml"}),
        "xl/worksheets/sheet1.xml": f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>',
    }
    types = {
        "xl/workbook.xml": f"{_TYPE}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_TYPE}.worksheet+xml",
    }
    return package(parts, types, "xl/workbook.xml")


def _row(number: int, cells: Sequence[Cell]) -> str:
    drawn = "".join(_cell(f"{chr(ord('A') + column)}{number}", cell) for column, cell in enumerate(cells))
    return f'<row r="{number}">{drawn}</row>'


def _cell(place: str, value: Cell) -> str:
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
