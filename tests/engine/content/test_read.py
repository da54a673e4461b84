"""From bytes to what a reader gets."""

from __future__ import annotations

import io
from typing import Any

import docx
import openpyxl
import PIL.Image
import pytest

from procore_mcp.engine.content import extra
from procore_mcp.engine.content.kind import Kind
from procore_mcp.engine.content.picture import MAX_BYTES, MAX_SIDE
from procore_mcp.engine.content.read import Reading, read
from procore_mcp.errors import MissingExtra

PLENTY = 6_000


def reading(kind: Kind, content: bytes, *, pages: str | None = None, tokens: int = PLENTY) -> Reading:
    found = read(kind, content, pages=pages, tool="get_file_content", tokens=tokens)
    assert found is not None
    return found


def texts(found: Reading) -> list[str]:
    return [page["text"] for page in pages_of(found)]


def pages_of(found: Reading) -> list[dict[str, Any]]:
    pages: Any = found.data["pages"]
    return pages


def picture(width: int, height: int, mode: str = "RGB") -> bytes:
    buffer = io.BytesIO()
    PIL.Image.effect_noise((width, height), 90).convert(mode).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        "Größe 3 m²".encode(),
        "Größe 3 m²".encode("utf-8-sig"),
        "Größe 3 m²".encode("utf-16"),
        "Größe 3 m²".encode("cp1252"),
    ],
)
def test_text_is_read_in_the_encodings_that_offices_write(content: bytes) -> None:
    assert texts(reading(Kind.TEXT, content)) == ["Größe 3 m²"]


def test_an_empty_text_has_one_empty_page() -> None:
    assert reading(Kind.TEXT, b"").data["pages"] == [{"page": 1, "text": ""}]


def test_long_text_is_cut_into_pages_of_lines_and_names_the_next_ones() -> None:
    lines = [f"line {number} of the pour log, poured and vibrated" for number in range(1, 901)]
    found = reading(Kind.TEXT, "\n".join(lines).encode(), tokens=3_000)
    following: Any = found.data["next"]
    rest = reading(Kind.TEXT, "\n".join(lines).encode(), pages=following["pages"], tokens=100_000)
    assert "\n".join(texts(found) + texts(rest)).splitlines() == lines


def test_each_page_of_a_table_begins_with_its_heading() -> None:
    rows = ["log,date,crew", *(f"{number},2026-03-02,6" for number in range(450))]
    found = reading(Kind.TABLE, "\n".join(rows).encode())
    assert [text.splitlines()[0] for text in texts(found)] == ["log,date,crew"] * len(texts(found))
    assert [line for text in texts(found) for line in text.splitlines()[1:]] == rows[1:]


def test_a_page_larger_than_the_budget_is_cut_at_a_line_and_says_so() -> None:
    content = "\n".join("x" * 99 for _ in range(60)).encode()
    (page,) = pages_of(reading(Kind.TEXT, content, tokens=500))
    assert page["text"].endswith("x" * 99)
    assert page["omitted"] == f"{60 * 100 - 1 - len(page['text']):,} more characters of this page"


def test_one_endless_line_is_cut_all_the_same() -> None:
    (page,) = pages_of(reading(Kind.TEXT, b"x" * 9_000, tokens=500))
    assert page["text"] == "x" * 2_000


def test_a_large_photo_is_scaled_down_to_what_a_model_looks_at() -> None:
    (image,) = reading(Kind.IMAGE, picture(3_000, 2_000)).images
    with PIL.Image.open(io.BytesIO(image.content)) as shown:
        assert shown.format == "JPEG"
        assert max(shown.size) == MAX_SIDE
    assert len(image.content) <= MAX_BYTES
    assert image.content_type == "image/jpeg"


def test_a_picture_that_stays_large_is_given_at_its_lowest_quality(monkeypatch: pytest.MonkeyPatch) -> None:
    (usual,) = reading(Kind.IMAGE, picture(200, 200)).images
    monkeypatch.setattr("procore_mcp.engine.content.picture.MAX_BYTES", 10)
    (image,) = reading(Kind.IMAGE, picture(200, 200)).images
    assert 10 < len(image.content) < len(usual.content)


@pytest.mark.parametrize("grain", [10, 40, 90])
def test_two_pictured_pages_fit_into_one_answer(grain: int) -> None:
    scans = [PIL.Image.effect_noise((1_240, 1_754), grain).convert("RGB") for _ in range(2)]
    paper = io.BytesIO()
    scans[0].save(paper, "PDF", save_all=True, append_images=scans[1:], quality=90)
    images = reading(Kind.PDF, paper.getvalue()).images
    assert len(images) == 2
    assert sum(len(image.content) for image in images) <= 600_000  # a third more as text; clients take 900,000 bytes


def test_a_small_picture_with_transparency_keeps_its_size() -> None:
    (image,) = reading(Kind.IMAGE, picture(120, 80, "LA")).images
    with PIL.Image.open(io.BytesIO(image.content)) as shown:
        assert shown.size == (120, 80)


def test_a_picture_of_absurd_size_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("procore_mcp.engine.content.picture.MAX_PIXELS", 1_000)
    assert "cannot be read: 100 x 100 pixels" in str(reading(Kind.IMAGE, picture(100, 100)).data["content"])


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "Concrete"
    sheet.append(["pour", "m3", None])
    sheet.append(["L3 deck", 42.5, None])
    book.create_sheet("Empty")
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_read_sheet_by_sheet() -> None:
    assert reading(Kind.WORKBOOK, workbook()).data["pages"] == [
        {"page": 1, "sheet": "Concrete", "text": "pour\tm3\nL3 deck\t42.5"},
        {"page": 2, "sheet": "Empty", "text": ""},
    ]


def test_a_document_is_read_with_its_tables_in_order() -> None:
    document = docx.Document()
    document.add_paragraph("Minutes of the OAC meeting")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Topic", "Owner"
    document.add_paragraph("End")
    buffer = io.BytesIO()
    document.save(buffer)
    assert texts(reading(Kind.DOCUMENT, buffer.getvalue())) == ["Minutes of the OAC meeting\nTopic\tOwner\nEnd"]


@pytest.mark.parametrize("kind", [Kind.PDF, Kind.IMAGE, Kind.WORKBOOK, Kind.DOCUMENT])
def test_a_damaged_file_is_reported_and_not_raised(kind: Kind) -> None:
    found = reading(kind, b"%PDF-1.7 PK broken")
    assert "cannot be read" in str(found.data["content"])
    assert found.images == ()


def test_other_kinds_have_nothing_to_read() -> None:
    assert read(Kind.OTHER, b"\x00", pages=None, tool="get_file_content", tokens=PLENTY) is None


def test_a_missing_reader_names_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(extra, "import_module", absent)
    with pytest.raises(MissingExtra) as missing:
        read(Kind.PDF, b"%PDF-", pages=None, tool="get_file_content", tokens=PLENTY)
    assert "procore-mcp[files]" in str(missing.value.hint)
