"""Writes plain text PDFs with the fonts that every reader has built in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Block = tuple[str, str]

_WIDTH, _HEIGHT, _MARGIN = 612, 792, 54  # US Letter, in points


@dataclass(frozen=True, slots=True)
class _Style:
    font: str
    size: float
    columns: int
    indent: int = 0
    before: float = 4


_STYLES = {
    "title": _Style("F2", 15, 58, before=6),
    "heading": _Style("F2", 11, 82, before=12),
    "text": _Style("F1", 10, 106),
    "item": _Style("F1", 10, 100, indent=18),
    "note": _Style("F3", 9, 104, before=8),
}


@dataclass(frozen=True, slots=True)
class _Line:
    style: _Style
    y: float
    text: str

    def drawn(self) -> str:
        x = _MARGIN + self.style.indent
        return f"BT /{self.style.font} {self.style.size} Tf {x} {self.y:.1f} Td ({_escaped(self.text)}) Tj ET"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def pdf(title: str, pages: Sequence[Sequence[Block]]) -> bytes:
    """A PDF of the pages; a page that is too long runs on to another one.

    A block is a style (title, heading, text, item, note) and its text, in characters of Windows-1252.
    """
    drawn = [sheet for page in pages for sheet in _sheets(page)]
    kids = " ".join(f"{7 + 2 * position} 0 R" for position in range(len(drawn)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>".encode(),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
        _font("Helvetica-Oblique"),
        f"<< /Title ({_escaped(title)}) >>".encode("cp1252"),
    ]
    for number, lines in enumerate(drawn, start=1):
        objects += _page(title, lines, number, len(drawn))
    return _assembled(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _sheets(page: Sequence[Block]) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    y: float = _HEIGHT - _MARGIN
    for name, text in page:
        style = _STYLES[name]
        y -= style.before
        for line in textwrap.wrap(text, style.columns):
            y -= style.size * 1.35
            if y < _MARGIN + 20:
                yield lines
                lines, y = [], _HEIGHT - _MARGIN - style.size * 1.35
            lines.append(_Line(style, y, line))
    yield lines


def _page(title: str, lines: Sequence[_Line], number: int, count: int) -> list[bytes]:
    footer = _Line(_STYLES["note"], _MARGIN - 14, f"{title}   page {number} of {count}")
    rule = f"0.6 w {_MARGIN} {_MARGIN} m {_WIDTH - _MARGIN} {_MARGIN} l S"
    stream = "\n".join([*(line.drawn() for line in lines), rule, footer.drawn()]).encode("cp1252")
    content = 6 + 2 * number
    return [
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {_WIDTH} {_HEIGHT}] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R /F2 4 0 R /F3 5 0 R >> >> >>"
        ).encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]


def _assembled(objects: Sequence[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
