"""Reading files through the engine."""

from __future__ import annotations

import io
from typing import Any

import PIL.Image
import pypdfium2  # pyright: ignore[reportMissingTypeStubs] - has none
import pytest

from procore_mcp.engine.answer import LARGEST_LINKED, FileLink
from procore_mcp.errors import BadArguments, ProcoreError
from procore_mcp.simulator.world.paper.pdf import pdf
from tests.engine.canned import CannedProcore, engine, session

SHOW = "/rest/v1.0/files/9"


def scan(pages: int) -> bytes:
    buffer = io.BytesIO()
    sheets = [PIL.Image.new("L", (400, 300), 200) for _ in range(pages)]
    sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:])
    return buffer.getvalue()


def text_then_scan(pages: int) -> bytes:
    """One printed page, then scanned ones."""
    joined, buffer = pypdfium2.PdfDocument.new(), io.BytesIO()
    for part in (pdf("Log", [[("text", "First page")]]), scan(pages)):
        joined.import_pages(pypdfium2.PdfDocument(part))
    joined.save(buffer)
    return buffer.getvalue()


def versions(*ids: int) -> list[dict[str, Any]]:
    return [{"id": number, "url": f"https://storage.procore.com/{number}?sig=s"} for number in ids]


def stored(content: bytes, *, name: str, ids: tuple[int, ...] = (1,)) -> CannedProcore:
    record = {"id": 9, "name": name, "file_versions": versions(*ids)}
    return CannedProcore({SHOW: record}, {entry["url"]: content for entry in versions(*ids)})


@pytest.mark.anyio
async def test_the_newest_version_is_read_and_its_link_stays_here() -> None:
    procore = stored(b"poured", name="log.txt", ids=(3, 12, 7))
    answer = await engine().call("get_file_content", {"file_id": 9}, session(procore))
    assert procore.fetched == ["https://storage.procore.com/12?sig=s"]
    assert answer.data["file"] == {
        "id": 9, "name": "log.txt", "version_id": 12, "content_type": None, "size_bytes": 6,
    }  # fmt: skip
    assert answer.data["pages"] == [{"page": 1, "text": "poured"}]
    assert "storage.procore.com" not in str(answer)


@pytest.mark.anyio
async def test_an_older_version_is_read_when_asked_for() -> None:
    procore = stored(b"poured", name="log.txt", ids=(3, 12))
    await engine().call("get_file_content", {"file_id": 9, "version_id": 3}, session(procore))
    assert procore.fetched == ["https://storage.procore.com/3?sig=s"]


@pytest.mark.anyio
async def test_an_unknown_version_is_refused_with_those_that_exist() -> None:
    arguments, procore = {"file_id": 9, "version_id": 4}, stored(b"", name="log.txt", ids=(3, 12))
    with pytest.raises(BadArguments, match="it has 3, 12"):
        await engine().call("get_file_content", arguments, session(procore))


@pytest.mark.anyio
async def test_a_file_without_bytes_says_so() -> None:
    procore = CannedProcore({SHOW: {"id": 9, "name": "draft.pdf", "file_versions": [{"id": 1, "url": None}]}})
    with pytest.raises(ProcoreError, match="no version that can be downloaded"):
        await engine().call("get_file_content", {"file_id": 9}, session(procore))


@pytest.mark.anyio
@pytest.mark.parametrize("sent", [None, [], 5, {"file_versions": 5}, {"file_versions": [5, {"id": "x", "url": "y"}]}])
async def test_an_answer_that_is_no_record_of_a_file_is_an_error_that_says_so(sent: object) -> None:
    procore = CannedProcore({SHOW: sent})
    with pytest.raises(ProcoreError, match="no version that can be downloaded"):
        await engine().call("get_file_content", {"file_id": 9}, session(procore))


@pytest.mark.anyio
async def test_a_pdf_is_read_by_page_and_a_page_without_text_is_pictured() -> None:
    procore = stored(text_then_scan(1), name="a.pdf")
    answer = await engine().call("get_file_content", {"file_id": 9, "pages": "1-2"}, session(procore))
    pages: Any = answer.data["pages"]
    assert [page["page"] for page in pages] == [1, 2]
    assert "First page" in pages[0]["text"]
    assert (answer.data["pictured_pages"], len(answer.images)) == ([2], 1)


@pytest.mark.anyio
async def test_a_long_scan_is_pictured_two_pages_at_a_time() -> None:
    procore = stored(scan(5), name="a.pdf")
    answer = await engine().call("get_file_content", {"file_id": 9}, session(procore))
    assert (answer.data["pictured_pages"], len(answer.images)) == ([1, 2], 2)
    assert answer.data["next"] == {"pages": "3-"}


@pytest.mark.anyio
async def test_another_kind_of_file_is_told_as_what_it_is_with_a_link_for_the_client() -> None:
    answer = await engine().call("get_file_content", {"file_id": 9}, session(stored(b"\x00\x01", name="tower.rvt")))
    assert "cannot be read" in str(answer.data["content"])
    assert answer.links == (FileLink("procore://companies/7/projects/42/files/9/versions/1", "tower.rvt", None, 2),)


@pytest.mark.anyio
async def test_a_download_keeps_the_bytes_out_of_what_the_model_sees() -> None:
    answer = await engine().call("download_file", {"file_id": 9}, session(stored(b"\x00\x01", name="tower.rvt")))
    assert answer.download is not None
    assert answer.download.content == b"\x00\x01"
    assert set(answer.data) == {"company_id", "project_id", "file"}


@pytest.mark.anyio
@pytest.mark.parametrize("tool", ["get_file_content", "download_file"])
async def test_no_link_is_given_that_no_client_could_follow(tool: str) -> None:
    whole, more = stored(b"\x00" * LARGEST_LINKED, name="a.rvt"), stored(b"\x00" * (LARGEST_LINKED + 1), name="a.rvt")
    assert len((await engine().call(tool, {"file_id": 9}, session(whole))).links) == 1
    answer = await engine().call(tool, {"file_id": 9}, session(more))
    assert answer.links == ()
    assert "open it in Procore" in str(answer.data["content"])
