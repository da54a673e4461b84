"""Files that break what reads them."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import docx
import openpyxl
import PIL.Image
import pytest

from procore_mcp.engine.content.kind import Kind
from procore_mcp.engine.content.read import Reading, read

FILLED = b"<row><c><v>1</v></c></row>"


def reading(kind: Kind, content: bytes) -> Reading:
    found = read(kind, content, pages=None, tool="get_file_content", tokens=6_000)
    assert found is not None
    return found


def pdf(texts: list[str]) -> bytes:
    """Each text is one page; an empty one is a page with a drawing."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(texts)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(texts):
        drawn = f"BT /F1 12 Tf 50 700 Td ({text}) Tj ET" if text else "0 0 m 500 500 l S"
        page = f"/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R"
        parts.append(f"<< {page} /Resources << /Font << /F1 3 0 R >> >> >>")
        parts.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    objects = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{objects}trailer << /Size {len(parts) + 1} /Root 1 0 R >>\n%%EOF".encode()


def workbook(fill: Callable[[Any], None]) -> bytes:
    book = openpyxl.Workbook()
    fill(book.active)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def document() -> bytes:
    written = io.BytesIO()
    paper = docx.Document()
    paper.add_paragraph("Minutes of the OAC meeting")
    paper.save(written)
    return written.getvalue()


def picture(kind: str) -> bytes:
    written = io.BytesIO()
    PIL.Image.effect_noise((60, 40), 90).convert("RGB").save(written, kind)
    return written.getvalue()


def zip_with(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return written.getvalue()


def scratched(content: bytes, chance: random.Random) -> bytes:
    bytes_of_it = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        bytes_of_it[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(bytes_of_it)


def scratched_inside(content: bytes, chance: random.Random) -> bytes:
    """One file of the archive is damaged, the archive around it is not."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        victim = chance.choice(archive.namelist())
    return zip_with(content, lambda name, part: scratched(part, chance) if name == victim else part)


def test_several_people_read_pdfs_at_once_and_each_gets_the_whole_text() -> None:
    content = pdf([f"pour {number}" for number in range(30)])
    with ThreadPoolExecutor(8) as people:
        found = list(people.map(lambda _: reading(Kind.PDF, content), range(300)))
    assert {str(one.data) for one in found} == {str(reading(Kind.PDF, content).data)}


@pytest.mark.filterwarnings("ignore")  # the parsers mutter about damage
@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_parser_trips_over_is_told_as_damage(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - damage, not a secret
    book, paper = workbook(lambda sheet: sheet.append(["pour", "m3"])), document()
    damaged = [
        (Kind.PDF, scratched(pdf(["pour 1", ""]), chance)),
        (Kind.WORKBOOK, scratched_inside(book, chance)),
        (Kind.WORKBOOK, scratched(book, chance)),
        (Kind.DOCUMENT, scratched_inside(paper, chance)),
        (Kind.DOCUMENT, scratched(paper, chance)),
        *((Kind.IMAGE, scratched(picture(kind), chance)) for kind in ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "BMP")),
    ]
    assert all(reading(kind, content).data["kind"] == str(kind) for kind, content in damaged)


@pytest.mark.parametrize("side", [10_000, 20_000])
def test_a_picture_larger_than_a_photo_is_told_as_too_large(side: int) -> None:
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    whole = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    assert "can be scaled here" in str(reading(Kind.IMAGE, whole).data["content"])


def test_a_sheet_that_claims_to_be_endless_is_read_as_far_as_it_is_filled() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"], sheet["B200000"] = "pour", "the end"

    endless = zip_with(
        workbook(fill),
        lambda name, part: part.replace(b'"A1:B200000"', b'"A1:XFD1048576"') if "sheet1" in name else part,
    )
    assert reading(Kind.WORKBOOK, endless).data["pages"] == [
        {"page": 1, "sheet": "Sheet", "text": "pour\n\n\tthe end"},
    ]


def test_a_sheet_that_names_a_row_that_no_sheet_has_is_not_waited_for() -> None:
    rows = b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row></sheetData>'
    far = zip_with(workbook(lambda sheet: sheet.append(["pour"])), lambda _, part: part.replace(b"</sheetData>", rows))
    assert "more lines than are read here" in str(reading(Kind.WORKBOOK, far).data["content"])


@pytest.mark.parametrize(("kind", "whole"), [(Kind.WORKBOOK, workbook(lambda _: None)), (Kind.DOCUMENT, document())])
def test_an_archive_that_unpacks_to_more_than_fits_is_not_unpacked(kind: Kind, whole: bytes) -> None:
    bomb = zip_with(whole, lambda name, part: part + b" " * 150_000_000 if name.endswith("styles.xml") else part)
    assert len(bomb) < 1_000_000
    assert "unpacks to" in str(reading(kind, bomb).data["content"])


def test_a_small_archive_of_endless_lines_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procore_mcp.engine.content.office.MOST_LINES", 1_000)
    rows = zip_with(
        workbook(lambda sheet: sheet.append(["pour"])),
        lambda _, part: part.replace(b"</sheetData>", FILLED * 1_000 + b"</sheetData>"),
    )
    assert "more lines than are read here" in str(reading(Kind.WORKBOOK, rows).data["content"])
    paragraphs = zip_with(document(), lambda _, part: part.replace(b"<w:sectPr", b"<w:p/>" * 1_000 + b"<w:sectPr"))
    assert "more lines than are read here" in str(reading(Kind.DOCUMENT, paragraphs).data["content"])


def test_a_document_whose_tree_would_fill_the_memory_is_not_read() -> None:
    tree = zip_with(document(), lambda _, part: part.replace(b"<w:sectPr", b"<w:p/>" * 6_000_000 + b"<w:sectPr"))
    assert len(tree) < 1_000_000
    assert "unpacks to" in str(reading(Kind.DOCUMENT, tree).data["content"])
