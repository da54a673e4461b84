"""`/mcp/c/{company_id}` and `/mcp/c/{company_id}/p/{project_id}`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import httpx2
import mcp_types
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from starlette.requests import Request

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.select import select
from procore_mcp.engine.session import Session
from procore_mcp.server.address import Address, address_at
from procore_mcp.server.app import build_server
from procore_mcp.server.context import address_of
from procore_mcp.server.http import http_app
from procore_mcp.server.sessions import OneUser
from tests.engine.canned import CannedProcore, engine
from tests.server.eras import ERAS, Era
from tests.server.fake_site import KEY
from tests.server.test_consent import YES, Person
from tests.server.test_http import ACCEPT, HERE, INITIALIZE

RFIS = "/rest/v1.0/projects/42/rfis"
RECYCLE = f"{RFIS}/5/recycle"
FILE = "procore://companies/{}/projects/{}/files/9/versions/1"


@asynccontextmanager
async def at(
    path: str, procore: CannedProcore, era: Era = "auto", person: Person | None = None
) -> AsyncGenerator[Client]:
    """A client at this address of a server whose person has company 1 and project 2 preset."""
    server = build_server(
        engine(),
        OneUser(Session("ada", procore, company_id=1, project_id=2)),
        surface=select(load_catalog()),
        request_state_keys=[KEY],
    )
    transport = httpx2.ASGITransport(app=http_app(server))
    async with (
        server.session_manager.run(),
        httpx2.AsyncClient(transport=transport) as http,
        Client(
            streamable_http_client(f"{HERE}{path}", http_client=http), mode=era, elicitation_callback=person
        ) as client,
    ):
        yield client


def structured(result: mcp_types.CallToolResult) -> Any:
    return result.structured_content


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/mcp", Address()),
        ("/mcp/c/7", Address(7)),
        ("/mcp/c/7/p/42", Address(7, 42)),
        ("/mcp/c/999999999999999999", Address(999999999999999999)),
        ("/mcp/c/0", None),
        ("/mcp/c/07", None),
        ("/mcp/c/-7", None),
        ("/mcp/c/7/p/", None),
        ("/mcp/c/7/p/x", None),
        ("/mcp/c/1000000000000000000", None),
        ("/mcp/c/\u0667", None),
        ("/mcp/c/7\n", None),
        ("/mcp/p/42", None),
        ("/mcpx", None),
    ],
)
def test_an_address_is_read_strictly(path: str, address: Address | None) -> None:
    assert address_at(path) == address


def test_a_path_that_came_past_the_door_is_not_taken_for_an_unbound_address() -> None:
    request = Request({"type": "http", "method": "POST", "path": "/mcp/c/x", "headers": []})
    with pytest.raises(MCPError, match="no MCP server at this address"):
        address_of(cast("Any", SimpleNamespace(request=request)))


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/mcp/c/x", "/mcp/c/0", "/mcp/c/7/p/x", "/mcp/c/7/p/42/more", "/mcp/p/42"])
async def test_a_bad_id_in_the_address_is_not_found_and_told(path: str) -> None:
    server = build_server(engine(), OneUser(Session("ada", CannedProcore())), surface=(), request_state_keys=[KEY])
    transport = httpx2.ASGITransport(app=http_app(server))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport, base_url=HERE) as http:
        answer = await http.post(path, json=INITIALIZE, headers=ACCEPT)
    assert answer.status_code == 404
    assert answer.json()["error"]["kind"] == "NO_SUCH_ADDRESS"
    assert "/mcp/c/{company_id}" in answer.json()["error"]["hint"]


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_listed_tools_lack_what_the_address_has_set(era: Era) -> None:
    listed: dict[str, dict[str, set[str]]] = {}
    for path in ("/mcp", "/mcp/c/7", "/mcp/c/7/p/42"):
        async with at(path, CannedProcore(), era) as client:
            tools = (await client.list_tools()).tools
        listed[path] = {tool.name: set(tool.input_schema["properties"]) for tool in tools}
    free, company, project = listed.values()
    assert list(free) == list(company) == list(project)
    assert free["list_rfis"] - company["list_rfis"] == {"company_id"}
    assert free["list_rfis"] - project["list_rfis"] == {"company_id", "project_id"}
    assert not any(names & {"company_id", "project_id"} for names in project.values())


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_calls_at_a_bound_address_stay_there(era: Era) -> None:
    procore = CannedProcore({RFIS: []})
    async with at("/mcp/c/7/p/42", procore, era) as client:
        answered = await client.call_tool("list_rfis", {})
        refused = await client.call_tool("list_rfis", {"company_id": 8})
        also = await client.call_tool("run_read", {"tool": "list_rfis", "arguments": {"project_id": 42}})
        described = await client.call_tool("describe_tools", {"names": ["list_recycled_rfis"]})
    assert structured(answered)["project_id"] == 42
    assert [(request.company_id, request.path) for request in procore.sent] == [(7, RFIS)]
    assert "company_id is set by the address" in structured(refused)["error"]["problems"][0]
    assert "project_id is set by the address" in structured(also)["error"]["problems"][0]
    assert not {"company_id", "project_id"} & structured(described)["tools"][0]["input_schema"]["properties"].keys()


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_files_of_another_company_or_project_are_refused(era: Era) -> None:
    versions = [{"id": 1, "number": 1, "url": "https://storage.test/f"}]
    procore = CannedProcore(
        {"/rest/v1.0/files/9": {"id": 9, "file_versions": versions}}, files={"https://storage.test/f": b"x"}
    )
    async with at("/mcp/c/7/p/42", procore, era) as client:
        (template,) = (await client.list_resource_templates()).resource_templates
        for company, project in ((8, 42), (7, 43)):
            with pytest.raises(MCPError, match="This address is bound to"):
                await client.read_resource(FILE.format(company, project))
        assert procore.sent == []
        assert len((await client.read_resource(FILE.format(7, 42))).contents) == 1
    assert template.uri_template == "procore://companies/7/projects/42/files/{file_id}/versions/{version_id}"


@pytest.mark.anyio
async def test_a_yes_at_one_address_is_no_answer_at_another() -> None:
    """The state of the question is sealed; a client may still send it elsewhere, with the same arguments."""
    procore = CannedProcore({RECYCLE: {}})
    server = build_server(
        engine(), OneUser(Session("ada", procore, project_id=42)), surface=(), request_state_keys=[KEY]
    )
    transport = httpx2.ASGITransport(app=http_app(server))
    async with server.session_manager.run(), httpx2.AsyncClient(transport=transport) as http:

        async def call(path: str, state: str | None) -> mcp_types.CallToolResult | mcp_types.InputRequiredResult:
            place = streamable_http_client(f"{HERE}{path}", http_client=http)
            async with Client(place, elicitation_callback=Person(YES)) as client:
                return await client.session.call_tool(
                    "recycle_rfi",
                    {"rfi_id": 5},
                    request_state=state,
                    input_responses={"confirm": mcp_types.ElicitResult(action="accept", content={"confirm": True})}
                    if state
                    else None,
                    allow_input_required=True,
                )

        asked = await call("/mcp/c/7/p/42", None)
        assert isinstance(asked, mcp_types.InputRequiredResult)
        elsewhere = await call("/mcp/c/8/p/42", asked.request_state)
        assert isinstance(elsewhere, mcp_types.InputRequiredResult)
        assert procore.sent == []
        asked = await call("/mcp/c/7/p/42", None)
        assert isinstance(asked, mcp_types.InputRequiredResult)
        here = await call("/mcp/c/7/p/42", asked.request_state)
    assert isinstance(here, mcp_types.CallToolResult)
    assert [(request.company_id, request.path) for request in procore.sent] == [(7, RECYCLE)]
