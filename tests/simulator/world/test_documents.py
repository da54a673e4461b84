from __future__ import annotations

import csv
import io

import pytest

from procore_mcp.simulator.json_types import Record, records_in, text_of
from procore_mcp.simulator.pointers import linked
from procore_mcp.simulator.world import World
from procore_mcp.simulator.world.paper.pdf import pdf


def _file(world: World, extension: str) -> Record:
    return next(record for record in world.records["files"] if record["file_type"] == extension)


def test_folders_show_their_children_one_level_deep(world: World) -> None:
    folders = {folder["id"]: folder for folder in world.records["folders"]}
    for folder in folders.values():
        inside = [child["id"] for child in folders.values() if child["parent_id"] == folder["id"]]
        assert [child["id"] for child in records_in(folder["folders"])] == inside
        assert all(child["folders"] == [] == child["files"] for child in records_in(folder["folders"]))
        assert folder["has_children"] == bool(folder["folders"] or folder["files"])


def test_a_nested_folder_says_whether_it_has_children(world: World) -> None:
    folders = {folder["id"]: folder for folder in world.records["folders"]}
    flags = ("has_children", "has_children_files", "has_children_folders")
    for folder in folders.values():
        for child in records_in(folder["folders"]):
            assert [child[flag] for flag in flags] == [folders[child["id"]][flag] for flag in flags]


def test_there_is_one_root_and_one_recycle_bin(world: World) -> None:
    roots = [folder["name"] for folder in world.records["folders"] if folder["parent_id"] is None]
    bins = [folder["name"] for folder in world.records["folders"] if folder["is_recycle_bin"]]
    assert (roots, bins) == (["Alder Street Exchange"], ["Recycle Bin"])
    assert [file["name"] for file in world.records["files"] if file["is_deleted"]] == [
        "Site Logistics Plan (superseded).txt"
    ]


def test_the_index_lists_every_folder_but_the_root_and_every_file(world: World) -> None:
    expected = [folder["id"] for folder in world.records["folders"] if folder["parent_id"] is not None]
    expected += [file["id"] for file in world.records["files"]]
    assert [entry["id"] for entry in world.records["documents"]] == expected


def test_sizes_are_those_of_the_stored_bytes(world: World) -> None:
    for file in world.records["files"]:
        for version in records_in(file["file_versions"]):
            blob = world.blobs[linked(text_of(version, "url")) or ""]
            assert version["size"] == len(blob.data)
            assert blob.name == file["name"]
        assert file["size"] == records_in(file["file_versions"])[0]["size"]


def test_an_older_version_was_written_with_its_own_dates(world: World) -> None:
    versions = records_in(_file(world, "xlsx")["file_versions"])
    assert [version["number"] for version in versions] == [2, 1]
    assert world.blobs["look-ahead"].data != world.blobs["look-ahead.v1"].data
    assert text_of(versions[1], "created_at") < text_of(versions[0], "created_at")


def test_pdfs_have_several_pages_of_text(world: World) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    files = [file for file in world.records["files"] if file["file_type"] == "pdf"]
    assert len(files) >= 5
    for file in files:
        document = pdfium.PdfDocument(world.blobs[_key(file)].data)
        texts = [document[number].get_textpage().get_text_range() for number in range(len(document))]
        assert len(texts) >= 2
        assert all(len(text) > 80 for text in texts), file["name"]
        assert f"page 1 of {len(texts)}" in texts[0]


def _key(file: Record) -> str:
    return linked(text_of(records_in(file["file_versions"])[0], "url")) or ""


def test_a_pdf_keeps_brackets_and_runs_on_to_another_page() -> None:
    pdfium = pytest.importorskip("pypdfium2")
    data = pdf("Long (very)", [[("item", f"line {number} (of \\ many)") for number in range(60)]])
    document = pdfium.PdfDocument(data)
    text = "".join(document[number].get_textpage().get_text_range() for number in range(len(document)))
    assert len(document) == 2
    assert "line 59 (of \\ many)" in text
    assert document.get_metadata_dict()["Title"] == "Long (very)"


def test_the_workbook_opens_with_its_rows(world: World) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(world.blobs["look-ahead"].data))
    rows = list(book["Look-Ahead"].iter_rows(values_only=True))
    assert rows[0][:3] == ("Activity", "Area", "Crew")
    assert rows[2][:2] == ("Pour slab, pour 1", "Level 9")
    assert rows[2][5] == 1


def test_the_letter_opens_with_its_paragraphs(world: World) -> None:
    docx = pytest.importorskip("docx")
    letter = docx.Document(io.BytesIO(world.blobs["sidewalk-letter"].data))
    texts = [paragraph.text for paragraph in letter.paragraphs]
    assert texts[0] == "Calloway Ridge Builders"
    assert texts[1] == "11 November 2026"


def test_photos_are_real_pictures(world: World) -> None:
    image = pytest.importorskip("PIL.Image")
    for key in ("shoring-photo", "girder-photo"):
        picture = image.open(io.BytesIO(world.blobs[key].data))
        picture.load()
        assert (picture.format, picture.size) == ("PNG", (960, 640))
        assert len(picture.getcolors(1_000_000)) > 50


def test_the_break_log_tells_of_the_low_set(world: World) -> None:
    rows = list(csv.DictReader(io.StringIO(world.blobs["break-log"].data.decode())))
    low = [row["set"] for row in rows if row["psi_28_day"] and int(row["psi_28_day"]) < int(row["required_psi"])]
    assert low == ["6-1B"]
    assert [row["psi_28_day"] for row in rows if row["level"] == "8"] == ["", "", "", ""]


def test_no_relative_day_is_left_in_a_text(world: World) -> None:
    for blob in world.blobs.values():
        if blob.content_type in {"application/pdf", "text/plain", "text/csv"}:
            assert b"<-" not in blob.data
            assert b"<+" not in blob.data
