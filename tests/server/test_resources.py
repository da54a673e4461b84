"""Files as resources."""

from __future__ import annotations

import base64

import mcp_types
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

from procore_mcp.api.messages import Download
from procore_mcp.engine.answer import LARGEST_LINKED, Answer, FileLink
from procore_mcp.errors import ProcoreError
from procore_mcp.server.app import build_server
from procore_mcp.server.present import MAX_RESULT_BYTES
from procore_mcp.server.sessions import OneUser
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, Act, Arguments, FakeEngine
from tests.server.fake_site import KEY

URI = "procore://companies/1/projects/2/files/3/versions/4"


def with_download(act: Act, era: Era) -> Client:
    engine = FakeEngine({"download_file": act})
    server = build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[KEY])
    return Client(server, mode=era)


def file_of(content: bytes) -> Act:
    async def act(arguments: Arguments, _consent: object) -> Answer:
        assert arguments == {"company_id": 1, "project_id": 2, "file_id": 3, "version_id": 4}
        return Answer({}, download=Download(content, "model/ifc", "tower.ifc"))

    return act


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_file_is_offered_by_template_and_read_whole(era: Era) -> None:
    async with with_download(file_of(b"ISO-10303-21;"), era) as client:
        (template,) = (await client.list_resource_templates()).resource_templates
        assert (await client.list_resources()).resources == []
        (content,) = (await client.read_resource(URI)).contents
    assert (
        template.uri_template
        == "procore://companies/{company_id}/projects/{project_id}/files/{file_id}/versions/{version_id}"
    )
    assert isinstance(content, mcp_types.BlobResourceContents)
    assert (base64.b64decode(content.blob), content.mime_type) == (b"ISO-10303-21;", "model/ifc")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "uri",
    [
        "procore://companies/1/projects/2/files/x/versions/4",
        "procore://companies/1/projects/2/files/%2e%2e/versions/4",
        "procore://companies/1/projects/2/files/3",
        "https://example.com/",
        f"procore://companies/1/projects/2/files/{'9' * 5_000}/versions/4",
    ],
)
async def test_another_address_is_no_resource(uri: str) -> None:
    async with with_download(file_of(b""), "auto") as client:
        with pytest.raises(MCPError, match="Resource not found"):
            await client.read_resource(uri)


@pytest.mark.anyio
async def test_what_procore_says_reaches_the_client_in_its_words() -> None:
    async def act(_arguments: Arguments, _consent: object) -> Answer:
        raise ProcoreError("Absent or not visible to you.", status=404, kind="NOT_FOUND", hint="Check the id.")

    async with with_download(act, "auto") as client:
        with pytest.raises(MCPError, match=r"^Absent or not visible to you\. Check the id\.$"):
            await client.read_resource(URI)


@pytest.mark.anyio
async def test_a_file_that_fits_into_no_answer_is_refused_with_its_size() -> None:
    async with with_download(file_of(b"x" * 900_000), "auto") as client:
        with pytest.raises(MCPError, match="900,000 bytes"):
            await client.read_resource(URI)


@pytest.mark.anyio
async def test_the_largest_file_with_a_link_fits_into_one_message() -> None:
    async with with_download(file_of(b"\xff" * LARGEST_LINKED), "auto") as client:
        read = await client.read_resource(URI)
    assert len(read.model_dump_json(by_alias=True, exclude_none=True)) <= MAX_RESULT_BYTES


@pytest.mark.anyio
async def test_a_tool_that_gives_no_bytes_is_no_resource() -> None:
    async def act(_arguments: Arguments, _consent: object) -> Answer:
        return Answer({})

    async with with_download(act, "auto") as client:
        with pytest.raises(MCPError, match="Resource not found"):
            await client.read_resource(URI)


@pytest.mark.anyio
async def test_an_answer_links_to_the_resource_beside_its_text() -> None:
    async def act(_arguments: Arguments, _consent: object) -> Answer:
        return Answer({"file": {"id": 3}}, links=(FileLink(URI, "tower.ifc", "model/ifc", 13),))

    async with with_download(act, "auto") as client:
        result = await client.call_tool("download_file", {})
    link = result.content[1]
    assert isinstance(link, mcp_types.ResourceLink)
    assert (str(link.uri), link.name, link.size) == (URI, "tower.ifc", 13)
