"""Files of every kind, read as a model would read them."""

from __future__ import annotations

import base64
import io
import logging

import mcp_types
import pytest
from PIL import Image

from procore_mcp.simulator.world import World
from tests.e2e.confidential import leaks, logged
from tests.e2e.extra_files import EXTRA, with_extra_files
from tests.e2e.site import Site
from tests.e2e.told import Told, tell
from tests.server.eras import ERAS, Era

LONGEST_SIDE = 1568


@pytest.fixture(scope="module")
def world(world: World) -> World:
    return with_extra_files(world)


def file_id(site: Site, name: str) -> int:
    (found,) = site.ids("files", name=name)
    return found


async def read(site: Site, name: str, *, era: Era = "auto", result_tokens: int = 6000, **more: object) -> Told:
    async with site.client(era, settings=site.settings(result_tokens=result_tokens)) as client:
        return await tell(client, "get_file_content", {"file_id": file_id(site, name), **more})


def text_of(told: Told) -> str:
    return "\n".join(page["text"] for page in told.data["pages"])


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_file_is_introduced_before_its_content(era: Era, site: Site) -> None:
    told = await read(site, "log.txt", era=era)
    assert list(told.data)[:3] == ["company_id", "project_id", "file"]
    assert told.data["file"] == {
        "id": file_id(site, "log.txt"),
        "name": "log.txt",
        "version_id": file_id(site, "log.txt"),
        "content_type": "text/plain; charset=utf-8",
        "size_bytes": len(EXTRA["log.txt"].data),
    }


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["Tower Crane Inspection Notes.txt", "Concrete Break Log.csv"])
async def test_text_and_tables_arrive_word_for_word(name: str, site: Site) -> None:
    told = await read(site, name)
    (blob,) = [blob for blob in site.simulator.blobs.values() if blob.name == name]
    assert text_of(told).split() == blob.data.decode().split()


@pytest.mark.anyio
async def test_a_pdf_is_read_by_its_pages(site: Site) -> None:
    name = "03 30 00 Cast-in-Place Concrete.pdf"
    whole = await read(site, name)
    assert [page["page"] for page in whole.data["pages"]] == [1, 2, 3, 4]
    assert whole.data["pages"][0]["text"].startswith("SECTION 03 30 00")
    for pages, numbers in {"2": [2], "3-": [3, 4], "1,3-4": [1, 3, 4]}.items():
        part = await read(site, name, pages=pages)
        assert part.data["pages"] == [whole.data["pages"][number - 1] for number in numbers]
        assert part.data["total_pages"] == 4


@pytest.mark.anyio
async def test_a_long_file_goes_on_where_the_budget_ended_it(site: Site) -> None:
    name = "03 30 00 Cast-in-Place Concrete.pdf"
    whole = (await read(site, name)).data["pages"]
    told = await read(site, name, result_tokens=600)
    pages = list(told.data["pages"])
    while "next" in told.data:
        told = await read(site, name, result_tokens=600, **told.data["next"])
        pages += told.data["pages"]
    assert pages == whole


@pytest.mark.anyio
async def test_pages_that_the_file_does_not_have_are_named(site: Site) -> None:
    outside = await read(site, "OAC Meeting 32 Minutes.pdf", pages="9")
    unclear = await read(site, "OAC Meeting 32 Minutes.pdf", pages="first")
    assert outside.error["kind"] == unclear.error["kind"] == "BAD_ARGUMENTS"
    assert "2 page(s)" in outside.error["message"]
    assert "1,3,9-12" in unclear.error["hint"]


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("name", ["P2 North Wall Tieback Heads.png", "photo.jpg"])
async def test_a_picture_is_shown_in_a_size_that_models_look_at(name: str, era: Era, site: Site) -> None:
    told = await read(site, name, era=era)
    (picture,) = [part for part in told.content if isinstance(part, mcp_types.ImageContent)]
    with Image.open(io.BytesIO(base64.b64decode(picture.data))) as opened:
        assert opened.get_format_mimetype() == picture.mime_type
        assert max(opened.size) <= LONGEST_SIDE
    assert told.data["kind"] == "image"


@pytest.mark.anyio
async def test_a_large_picture_keeps_its_proportions(site: Site) -> None:
    told = await read(site, "photo.jpg")
    (picture,) = [part for part in told.content if isinstance(part, mcp_types.ImageContent)]
    with Image.open(io.BytesIO(base64.b64decode(picture.data))) as opened:
        assert opened.size == (LONGEST_SIDE, round(LONGEST_SIDE * 2 / 3))


@pytest.mark.anyio
async def test_a_workbook_is_read_by_its_sheets(site: Site) -> None:
    told = await read(site, "Three Week Look-Ahead.xlsx")
    assert [page["sheet"] for page in told.data["pages"]] == ["Look-Ahead"]
    assert text_of(told).startswith("Activity\tArea\tCrew\tStart\tFinish\tDays\tWaits for\n")


@pytest.mark.anyio
async def test_a_document_is_read_as_text(site: Site) -> None:
    told = await read(site, "Sidewalk Closure Notice to Owner.docx")
    assert text_of(told).startswith("Calloway Ridge Builders\n")


@pytest.mark.anyio
async def test_the_newest_version_is_read_unless_another_is_asked_for(site: Site) -> None:
    name = "Three Week Look-Ahead.xlsx"
    async with site.client() as client:
        shown = await tell(client, "show_file", {"file_id": file_id(site, name)})
    versions = {version["number"]: version["id"] for version in shown.record["versions"]}
    newest, first = await read(site, name), await read(site, name, version_id=versions[1])
    assert (newest.data["file"]["version_id"], first.data["file"]["version_id"]) == (versions[2], versions[1])
    assert text_of(newest) != text_of(first)
    unknown = await read(site, name, version_id=17)
    assert unknown.error["kind"] == "BAD_ARGUMENTS"
    assert all(str(number) in unknown.error["message"] for number in versions.values())


@pytest.mark.anyio
@pytest.mark.parametrize("name", ["damaged.pdf", "damaged.xlsx", "damaged.png"])
async def test_a_damaged_file_is_said_to_be_damaged(name: str, site: Site) -> None:
    told = await read(site, name)
    assert not told.failed
    assert told.data["content"].startswith("The content cannot be read: ")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_file_of_unknown_kind_is_given_to_the_client_by_a_link_without_a_signature(
    era: Era, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    number = file_id(site, "tower.nwd")
    with caplog.at_level(logging.DEBUG):
        async with site.client(era) as client:
            told = await tell(client, "get_file_content", {"file_id": number})
            (link,) = [part for part in told.content if isinstance(part, mcp_types.ResourceLink)]
            (given,) = (await client.read_resource(str(link.uri))).contents
    where = f"companies/{site.facts.company_id}/projects/{site.facts.project_id}"
    assert str(link.uri) == f"procore://{where}/files/{number}/versions/{told.data['file']['version_id']}"
    assert (link.name, link.size) == ("tower.nwd", 1024)
    assert isinstance(given, mcp_types.BlobResourceContents)
    assert base64.b64decode(given.blob) == EXTRA["tower.nwd"].data
    assert leaks(told.whole + logged(caplog), site.facts) == []


@pytest.mark.anyio
async def test_no_answer_about_files_holds_a_signed_link(site: Site) -> None:
    number = file_id(site, "photo.jpg")
    calls: dict[str, dict[str, object]] = {
        "show_file": {"file_id": number, "detail": "full"},
        "get_file_content": {"file_id": number},
        "list_documents": {"detail": "full", "page_size": 5},
        "list_folders": {"detail": "full"},
    }
    async with site.client() as client:
        told = [await tell(client, tool, arguments) for tool, arguments in calls.items()]
    assert [one.failed for one in told] == [False] * len(calls)
    assert leaks("".join(one.whole for one in told), site.facts) == []
