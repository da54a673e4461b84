"""Finished uploads become attachments, whatever they are attached to."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.resources.test_uploads import begin, bring
from tests.simulator.visitor import Visitor

NOTES = "/rest/v1.0/projects/{project}/notes_logs"


def names(record: Any) -> list[str]:
    return [file["name"] for file in record["attachments"]]


@pytest.mark.anyio
async def test_a_log_shows_what_was_attached(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    first, second = await bring(procore, storage), await bring(procore, storage, response_filename="photo.png")
    made = (await procore.ask("POST", NOTES, {"notes_log": {"comment": "See", "upload_ids": [first]}})).json()
    assert names(made) == ["note.pdf"]
    changed = await procore.ask("PATCH", f"{NOTES}/{made['id']}", {"notes_log": {"upload_ids": [second]}})
    assert names(changed.json()) == ["note.pdf", "photo.png"]
    link = await procore.ask("GET", made["attachments"][0]["url"])
    assert (await storage.get(link.headers["Location"])).content == b"%PDF-1.4"


@pytest.mark.anyio
async def test_questions_and_replies_show_theirs(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    uuid = await bring(procore, storage)
    rfi = (await procore.new_rfi(question={"body": "Which one?", "upload_ids": [uuid]})).json()
    assert names(rfi["questions"][0]) == ["note.pdf"]
    path = f"/rest/v1.0/projects/{{project}}/rfis/{rfi['id']}/replies"
    reply = (await procore.ask("POST", path, {"reply": {"body": "This one", "upload_ids": [uuid]}})).json()
    assert names(reply) == ["note.pdf"]


@pytest.mark.anyio
async def test_only_finished_uploads_of_ones_own_are_taken(
    procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    other = simulator.sign_in(await procore.someone("Dale")).access_token
    mine, unfinished = await bring(procore, storage), (await begin(procore))["uuid"]
    for uuid, headers in ((unfinished, {}), ("nothing", {}), (mine, {"Authorization": f"Bearer {other}"})):
        body = {"notes_log": {"comment": "See", "upload_ids": [uuid]}}
        refused = await procore.ask("POST", NOTES, body, **headers)
        assert (refused.status_code, list(refused.json()["errors"])) == (400, ["upload_ids"])


@pytest.mark.anyio
async def test_a_file_above_the_limit_stays_unattached(
    procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    small, large = [await bring(procore, storage, data) for data in (b"1234", b"12345")]
    simulator.settings.most_attachment_bytes = 4
    reply = f"/rest/v1.0/projects/{{project}}/rfis/{(await procore.new_rfi()).json()['id']}/replies"
    taken = await procore.ask("POST", reply, {"reply": {"body": "See here.", "upload_ids": [small]}})
    refused = await procore.ask("POST", reply, {"reply": {"body": "See here.", "upload_ids": [large]}})
    root = await procore.get("/rest/v1.0/folders?project_id={project}")
    file = {"file": {"parent_id": root["id"], "name": "note.pdf", "upload_uuid": large}}
    assert taken.status_code == 201, taken.text
    assert refused.status_code == 400
    assert "larger than 4 bytes" in refused.text
    assert "larger than 4 bytes" in (await procore.ask("POST", "/rest/v1.0/files?project_id={project}", file)).text
