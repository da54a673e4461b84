"""Files: a link that wants the token leads to one that must not see it."""

from __future__ import annotations

from typing import Literal

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor


async def a_link(procore: Visitor) -> str:
    found = await procore.get(
        "/rest/v1.0/projects/{project}/documents?filters[document_type]=file&filters[search]=checklist"
    )
    return found[0]["file"]["current_version"]["url"]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [302, 307])
async def test_the_shown_link_redirects_to_another_origin(
    status: Literal[302, 307], procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    simulator.settings.redirect_status = status
    moved = await procore.client.get(await a_link(procore))
    assert moved.status_code == status
    content = await storage.get(moved.headers["Location"])
    assert content.content.startswith(b"%PDF")
    assert content.headers["Content-Type"] == "application/pdf"
    assert "Checklist" in content.headers["Content-Disposition"]


@pytest.mark.anyio
async def test_files_are_not_counted_against_the_limits(procore: Visitor) -> None:
    answer = await procore.client.get(await a_link(procore))
    assert "X-Rate-Limit-Remaining" not in answer.headers


@pytest.mark.anyio
async def test_the_shown_link_wants_a_token_and_its_own_signature(procore: Visitor) -> None:
    link = await a_link(procore)
    assert (await procore.client.get(link, headers={"Authorization": ""})).status_code == 401
    assert (await procore.client.get(link.partition("?")[0])).status_code == 404


@pytest.mark.anyio
async def test_storage_refuses_a_token_and_the_report_shows_it(
    procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    moved = await procore.client.get(await a_link(procore))
    answer = await storage.get(moved.headers["Location"], headers={"Authorization": "Bearer leaked"})
    assert answer.status_code == 400
    seen = list(simulator.report)[-1]
    assert (seen.app, seen.bearer, seen.status) == ("storage", True, 400)


@pytest.mark.anyio
async def test_a_signed_link_expires(procore: Visitor, storage: httpx2.AsyncClient, clock: SteppableClock) -> None:
    location = (await procore.client.get(await a_link(procore))).headers["Location"]
    clock.advance(299)
    assert (await storage.get(location)).status_code == 200
    clock.advance(1)
    assert (await storage.get(location)).status_code == 403


@pytest.mark.anyio
async def test_a_changed_link_is_refused(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    location = (await procore.client.get(await a_link(procore))).headers["Location"]
    path, _, query = location.partition("?")
    assert (await storage.get(f"{path}x?{query}")).status_code == 403
    assert (await storage.get(path)).status_code == 403


@pytest.mark.anyio
async def test_a_good_link_to_a_file_that_is_gone_is_404(
    procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    folder = simulator.store.find("files", (await _first_file(procore))["id"])
    assert folder is not None
    folder.change({"file_versions": [{"number": 1, "url": link_to("gone")}]})
    file = await procore.get(f"/rest/v1.0/files/{folder.id}?project_id={{project}}")
    location = (await procore.client.get(file["file_versions"][0]["url"])).headers["Location"]
    assert (await storage.get(location)).status_code == 404


async def _first_file(procore: Visitor) -> dict[str, int]:
    found = await procore.get("/rest/v1.0/projects/{project}/documents?filters[document_type]=file&per_page=1")
    return found[0]
