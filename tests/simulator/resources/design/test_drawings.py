"""Drawings: areas, sets, disciplines, revisions, uploads."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

REVISIONS = "/rest/v1.0/projects/{project}/drawing_revisions"
SETS = "/rest/v1.0/projects/{project}/drawing_sets"
AREAS = "/rest/v1.1/projects/{project}/drawing_areas"
DISCIPLINES = "/rest/v1.1/projects/{project}/drawing_disciplines"
UPLOADS = "/rest/v1.1/projects/{project}/drawing_uploads"


async def area(procore: Visitor) -> dict[str, Any]:
    found: list[dict[str, Any]] = await procore.get(AREAS)
    return found[0]


async def drawings(procore: Visitor, query: str = "") -> list[dict[str, Any]]:
    path = f"/rest/v1.1/drawing_areas/{(await area(procore))['id']}/drawings?per_page=500{query}"
    found: list[dict[str, Any]] = await procore.get(path)
    return found


@pytest.mark.anyio
async def test_an_area_lists_its_drawings_with_the_newest_revision(
    procore: Visitor, storage: httpx2.AsyncClient
) -> None:
    found = await drawings(procore)
    assert len(found) == (await area(procore))["drawings_count"]
    girder = next(item for item in found if item["number"] == "S-208")
    assert girder["current_revision"]["revision_number"] == "2"
    link = await procore.ask("GET", girder["current_revision"]["pdf_url"])
    paper = await storage.get(link.headers["Location"])
    assert len(paper.content) == girder["current_revision"]["pdf_size"]
    compact = await drawings(procore, "&view=compact")
    assert "current_revision" not in compact[0]


@pytest.mark.anyio
async def test_a_path_without_a_project_still_asks_whether_one_may_see_it(procore: Visitor) -> None:
    number = (await area(procore))["id"]
    path = f"/rest/v1.1/drawing_areas/{number}/drawings"
    assert (await procore.ask("GET", "/rest/v1.1/drawing_areas/1/drawings")).status_code == 404
    elsewhere = await procore.ask("GET", path, Procore_Company_Id="598134325517204")
    assert (elsewhere.status_code, elsewhere.json()) == (200, [])


@pytest.mark.anyio
async def test_revisions_are_found_by_set_discipline_and_text(procore: Visitor) -> None:
    sets = {item["name"]: item["id"] for item in await procore.get(SETS)}
    bulletin = await procore.get(f"{REVISIONS}?drawing_set_id={sets['Bulletin 5']}")
    assert {item["drawing_set"]["id"] for item in bulletin} == {sets["Bulletin 5"]}
    newest = await procore.get(f"{REVISIONS}?drawing_set_id=current_set&per_page=500")
    assert {item["current"] for item in newest} == {True}
    assert await procore.get(f"{REVISIONS}?drawing_set_id=none") == []
    steel = next(item["id"] for item in await procore.get(DISCIPLINES) if item["name"] == "Structural")
    beams = await procore.get(f"{REVISIONS}?drawing_discipline_id={steel}&query=girder&sort=-revision_number")
    assert [item["revision_number"] for item in beams] == ["2", "1", "0"]
    assert await procore.get(f"{REVISIONS}?is_reviewed=false&filters[deleted]=with") == []
    assert await procore.get(f"{REVISIONS}?filters[deleted]=only") == []
    assert isinstance((await procore.get(f"{REVISIONS}?view=only_ids"))[0], int)


@pytest.mark.anyio
async def test_obsolete_sheets_are_listed_on_request(procore: Visitor) -> None:
    without = await procore.get(f"{REVISIONS}?query=A-206")
    asked = await procore.get(f"{REVISIONS}?query=A-206&with_obsolete=true")
    assert (without, [item["obsolete"] for item in asked]) == ([], [True])


@pytest.mark.anyio
async def test_a_new_drawing_brings_its_discipline_along(procore: Visitor) -> None:
    path = f"/rest/v1.1/drawing_areas/{(await area(procore))['id']}/drawings"
    body = {"drawing": {"number": "ID-101", "title": "Lobby", "drawing_discipline": {"name": "Interiors"}}}
    made = await procore.ask("POST", path, body)
    assert (made.status_code, made.json()["discipline"]) == (201, "Interiors")
    again = await procore.ask("POST", path, {"drawing": body["drawing"] | {"number": "ID-102"}})
    names = [item["name"] for item in await procore.get(DISCIPLINES)]
    assert (again.status_code, names.count("Interiors")) == (201, 1)
    changed = await procore.ask("PATCH", f"{path}/{made.json()['id']}", {"drawing": {"title": "Lobby plan"}})
    assert (changed.json()["title"], changed.json()["discipline"]) == ("Lobby plan", "Interiors")


@pytest.mark.anyio
async def test_revisions_are_put_in_another_order(procore: Visitor) -> None:
    girder = next(item for item in await drawings(procore) if item["number"] == "S-208")
    ids = [item["id"] for item in await procore.get(f"{REVISIONS}?drawing_id={girder['id']}")]
    path = f"/rest/v1.1/drawing_areas/{(await area(procore))['id']}/drawings/{girder['id']}"
    refused = await procore.ask("PATCH", path, {"drawing": {"ordered_revision_ids": ids[:1]}})
    assert refused.status_code == 422
    await procore.ask("PATCH", path, {"drawing": {"ordered_revision_ids": ids[::-1]}})
    assert (await procore.get(f"{REVISIONS}/{ids[0]}"))["current"] is True
    now = next(item for item in await drawings(procore) if item["number"] == "S-208")
    assert now["current_revision"]["id"] == ids[0]


@pytest.mark.anyio
async def test_a_changed_revision_answers_the_order_of_all(procore: Visitor) -> None:
    girder = next(item for item in await drawings(procore) if item["number"] == "S-208")
    number = girder["current_revision"]["id"]
    body = {"drawing_revision": {"revision_number": "2A", "floorplan": True}}
    answer = (await procore.ask("PATCH", f"{REVISIONS}/{number}", body)).json()
    assert (answer["revision_number"], len(answer["ordered_revision_ids"])) == ("2A", 3)
    tiles = await procore.get(f"{REVISIONS}/{number}/drawing_tiles")
    assert (tiles["max_zoom_level"], len(tiles["tiles"])) == (0, 1)
    assert (await procore.ask("GET", f"{REVISIONS}/1/drawing_tiles")).status_code == 404


@pytest.mark.anyio
async def test_publishing_makes_waiting_revisions_count(procore: Visitor, simulator: Simulator) -> None:
    girder = next(item for item in await drawings(procore) if item["number"] == "S-208")
    waiting = simulator.store.find("drawing_revisions", girder["current_revision"]["id"])
    assert waiting is not None
    waiting.change({"_reviewed": False, "current": False})
    issue = waiting.data["drawing_set"]["id"]  # type: ignore[index, call-overload]
    body = {"drawing_set_id": issue, "drawing_area_id": (await area(procore))["id"]}
    answer = await procore.ask("POST", f"{REVISIONS}/publish", body)
    assert answer.json() == {"drawing_revisions": [{"id": waiting.id}], "errors": []}
    assert (await procore.get(f"{REVISIONS}/{waiting.id}"))["current"] is True
    assert (await procore.ask("POST", f"{REVISIONS}/publish", {"drawing_set_id": 1})).status_code == 422


@pytest.mark.anyio
async def test_sets_are_flat_when_made_and_wrapped_when_changed(procore: Visitor) -> None:
    before = await procore.get(SETS)
    made = (await procore.ask("POST", SETS, {"name": "Bulletin 7", "date": "2026-09-20"})).json()
    assert (made["position"], made["deletable"]) == (len(before) + 1, False)
    changed = await procore.ask("PATCH", f"{SETS}/{made['id']}", {"drawing_set": {"name": "Bulletin 7R"}})
    assert changed.json()["name"] == "Bulletin 7R"
    filled = await procore.get(f"{SETS}?filters[exclude_empty_sets]=true&drawing_area_id={(await area(procore))['id']}")
    assert made["id"] not in [item["id"] for item in filled]
    assert await procore.get(f"{SETS}?filters[with_sketches]=true") == []
    assert await procore.get(f"{SETS}?filters[with_sketches]=false")
    assert (await procore.ask("DELETE", f"{SETS}/{filled[0]['id']}")).status_code == 400
    assert (await procore.ask("DELETE", f"{SETS}/{made['id']}")).status_code == 200


@pytest.mark.anyio
async def test_an_area_goes_when_it_is_empty(procore: Visitor) -> None:
    made = (await procore.ask("POST", AREAS, {"name": "Garage"})).json()
    refused = await procore.ask("DELETE", f"{AREAS}/{(await area(procore))['id']}")
    gone = await procore.ask("DELETE", f"{AREAS}/{made['id']}")
    assert (refused.status_code, gone.json()) == (400, {"id": made["id"], "success": True})


@pytest.mark.anyio
async def test_an_uploaded_set_waits_for_review(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    upload = (
        await procore.ask("POST", "/rest/v1.1/projects/{project}/uploads", {"response_filename": "B7.pdf"})
    ).json()
    await storage.post(upload["url"], data=upload["fields"], files={"file": ("B7.pdf", b"%PDF")})
    issue = (await procore.get(SETS))[0]["id"]
    logged = {"upload_uuid": upload["uuid"], "drawing_date": "2026-09-20T00:00:00Z", "default_revision": "0"}
    body = {"drawing_upload": {"drawing_set_id": issue, "drawing_log_imports": [logged]}}
    made = await procore.ask("POST", UPLOADS, body)
    assert (made.status_code, made.json()["status"]) == (201, "ready_for_review")
    first = await procore.ask("POST", UPLOADS, body, Idempotency_Token="one")
    again = await procore.ask("POST", UPLOADS, body, Idempotency_Token="one")
    assert (first.status_code, again.status_code, again.json()["id"]) == (201, 200, first.json()["id"])
    path = f"{UPLOADS}/{made.json()['id']}"
    assert "drawing_log_imports" not in await procore.get(path)
    shown = await procore.get(f"{path}?view=with_drawing_log_imports")
    assert [item["filename"] for item in shown["drawing_log_imports"]] == ["B7.pdf"]
    assert (await procore.ask("DELETE", path)).status_code == 200
    done = next(item["id"] for item in await procore.get(UPLOADS) if item["status"] == "reviewed")
    assert (await procore.ask("DELETE", f"{UPLOADS}/{done}")).status_code == 400
    for wrong in ({"drawing_set_id": 1}, {"drawing_log_imports": [logged | {"upload_uuid": "01X"}]}):
        refused = await procore.ask("POST", UPLOADS, {"drawing_upload": body["drawing_upload"] | wrong})
        assert refused.status_code == 400


@pytest.mark.anyio
async def test_an_order_of_no_revisions_is_refused_where_there_are_none(procore: Visitor) -> None:
    area = (await procore.get("/rest/v1.1/projects/{project}/drawing_areas"))[0]
    path = f"/rest/v1.1/drawing_areas/{area['id']}/drawings"
    made = (
        await procore.ask(
            "POST",
            path,
            {"drawing": {"number": "A-999", "title": "Empty", "drawing_discipline": {"name": "Architectural"}}},
        )
    ).json()
    change = {"drawing": {"ordered_revision_ids": []}}
    assert (await procore.ask("PATCH", f"{path}/{made['id']}", change)).status_code in {400, 422}
