"""Files that people bring: announced, sent to the storage origin, and used by whoever brought them."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

UPLOADS = "/rest/v1.1/projects/{project}/uploads"
FILES = "/rest/v1.0/files?project_id={project}"
BIG = b"a" * (5 * 1024 * 1024)


async def begin(procore: Visitor, path: str = UPLOADS, **fields: Any) -> Any:
    answer = await procore.ask("POST", path, {"response_filename": "note.pdf"} | fields)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def bring(procore: Visitor, storage: httpx2.AsyncClient, data: bytes = b"%PDF-1.4", **fields: Any) -> str:
    """A finished small upload."""
    upload = await begin(procore, **fields)
    sent = await storage.post(upload["url"], data=upload["fields"], files={"file": ("note.pdf", data)})
    assert sent.status_code == 204, sent.text
    uuid: str = upload["uuid"]
    return uuid


def announced(data: bytes) -> dict[str, Any]:
    digest = hashlib.md5(data, usedforsecurity=False).hexdigest()
    return {"size": len(data), "sha256": hashlib.sha256(data).hexdigest(), "md5": digest}


@pytest.mark.anyio
async def test_a_small_file_becomes_a_document(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    uuid = await bring(procore, storage, response_content_type="application/pdf", size=8)
    made = await procore.ask("POST", FILES, {"file": {"upload_uuid": uuid}})
    assert made.status_code == 201, made.text
    file = made.json()
    assert (file["name"], file["size"], file["file_type"]) == ("note.pdf", 8, "pdf")
    link = await procore.ask("GET", file["file_versions"][0]["url"])
    assert (await storage.get(link.headers["Location"])).content == b"%PDF-1.4"
    index = await procore.get("/rest/v1.0/projects/{project}/documents?filters[search]=note.pdf")
    assert [item["id"] for item in index] == [file["id"]]


@pytest.mark.anyio
async def test_segments_arrive_one_by_one_and_are_put_together(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    parts = [BIG, b"end"]
    upload = await begin(procore, segments=[announced(part) for part in parts])
    assert (upload["status"], len(upload["segments"][0]["headers"])) == ("ready", 3)
    etags = []
    for part, segment in zip(parts, upload["segments"], strict=True):
        sent = await storage.put(segment["url"], content=part, headers=segment["headers"])
        assert sent.status_code == 200, sent.text
        etags.append({"etag": sent.headers["ETag"]})
    path = f"{UPLOADS}/{upload['uuid']}"
    early = await procore.ask("PATCH", path, {"segments": etags[::-1]})
    assert (early.status_code, "order" in early.text) == (422, True)
    done = await procore.ask("PATCH", path, {"segments": etags})
    assert (done.status_code, done.json()["status"]) == (200, "complete")
    assert (await procore.get(path))["status"] == "complete"


@pytest.mark.anyio
async def test_a_segment_that_did_not_arrive_is_missed(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    plain = {name: value for name, value in announced(BIG).items() if name != "md5"}
    upload = await begin(procore, "/rest/v1.1/companies/{company}/uploads", segments=[plain, announced(b"end")])
    first = upload["segments"][0]
    assert "content-md5" not in first["headers"]
    sent = await storage.put(first["url"], content=BIG, headers=first["headers"])
    path = f"/rest/v1.1/companies/{{company}}/uploads/{upload['uuid']}"
    answer = await procore.ask("PATCH", path, {"segments": [{"etag": sent.headers["ETag"]}]})
    assert (answer.status_code, "not all arrived" in answer.text) == (422, True)


@pytest.mark.anyio
async def test_small_segments_are_for_the_end(procore: Visitor) -> None:
    body = {"response_filename": "x", "segments": [announced(b"a"), announced(b"b")]}
    answer = await procore.ask("POST", UPLOADS, body)
    assert (answer.status_code, "5 MB" in answer.text) == (400, True)


@pytest.mark.anyio
async def test_storage_refuses_what_was_not_announced(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    small = await begin(procore, size=3)
    fields = small["fields"]
    long = await storage.post(small["url"], data=fields, files={"file": ("n", b"four")})
    assert (long.status_code, "EntityTooLarge" in long.text) == (400, True)
    unnamed = await storage.post(small["url"], data=fields, files={"data": ("n", b"abc")})
    assert (unnamed.status_code, "last field" in unnamed.text) == (400, True)
    forged = await storage.post(small["url"], data=fields | {"x-amz-signature": "0"}, files={"file": ("n", b"abc")})
    assert forged.status_code == 403
    token = await storage.post(small["url"], data=fields, headers={"Authorization": "Bearer x"})
    assert (token.status_code, "InvalidArgument" in token.text) == (400, True)
    parts = await begin(procore, segments=[announced(b"abc")])
    url = parts["segments"][0]["url"]
    other = await storage.put(url, content=b"abd", headers=parts["segments"][0]["headers"])
    assert (other.status_code, "SHA256" in other.text) == (400, True)
    assert (await storage.put(url.replace("/0?", "/7?"), content=b"abc")).status_code == 403


@pytest.mark.anyio
async def test_an_upload_is_started_within_an_hour_and_used_within_a_week(
    procore: Visitor, storage: httpx2.AsyncClient, clock: SteppableClock, simulator: Simulator
) -> None:
    late = await begin(procore)
    uuid = await bring(procore, storage)
    parts = await begin(procore, segments=[announced(b"abc")])
    clock.advance(3_601)
    answer = await storage.post(late["url"], data=late["fields"], files={"file": ("n", b"x")})
    assert answer.status_code == 403
    clock.advance(7 * 86_400)
    bearer = f"Bearer {simulator.sign_in().access_token}"
    ended = await procore.ask("PATCH", f"{UPLOADS}/{parts['uuid']}", {"segments": []}, Authorization=bearer)
    unused = await procore.ask("POST", FILES, {"file": {"upload_uuid": uuid}}, Authorization=bearer)
    assert (ended.status_code, unused.status_code) == (410, 400)


@pytest.mark.anyio
async def test_nobody_else_sees_or_uses_an_upload(
    procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    uuid = await bring(procore, storage)
    assert (await procore.get(f"{UPLOADS}/{uuid}"))["uuid"] == uuid
    another = [person for person in simulator.people if person != procore.facts.user_id][1]
    bearer = {"Authorization": f"Bearer {simulator.sign_in(another).access_token}"}
    where = f"{UPLOADS}/{uuid}".format(project=procore.facts.project_id)
    assert (await procore.client.get(where, headers=bearer)).status_code == 404


@pytest.mark.anyio
async def test_names_can_be_made_unique_and_versions_follow_each_other(
    procore: Visitor, storage: httpx2.AsyncClient
) -> None:
    first = (await procore.ask("POST", FILES, {"file": {"upload_uuid": await bring(procore, storage)}})).json()
    taken = await procore.ask("POST", FILES, {"file": {"upload_uuid": await bring(procore, storage)}})
    assert taken.status_code == 409
    body = {"file": {"upload_uuid": await bring(procore, storage), "unique_name": True}}
    assert (await procore.ask("POST", FILES, body)).json()["name"] == "note (1).pdf"
    version = {"file_version": {"upload_uuid": await bring(procore, storage, b"two"), "notes": "B", "name": "n2.pdf"}}
    path = f"/rest/v1.0/file_versions?project_id={{project}}&file_id={first['id']}"
    second = await procore.ask("POST", path, version)
    assert (second.status_code, second.json()["number"], second.json()["size"]) == (201, 2, 3)
    shown = await procore.get(f"/rest/v1.0/file_versions/{second.json()['id']}?project_id={{project}}")
    assert (shown["notes"], shown["file_id"]) == ("B", first["id"])
    revisions = await procore.get(f"/rest/v2.0/projects/{{project}}/documents/{first['id']}/revisions")
    assert [item["file_version"] for item in revisions["data"]] == [2, 1]
    assert revisions["data"][0]["file_name"] == "n2.pdf"
    update = {"file": {"upload_uuid": await bring(procore, storage, b"three")}}
    third = await procore.ask("PATCH", f"/rest/v1.0/files/{first['id']}?project_id={{project}}", update)
    assert [item["number"] for item in third.json()["file_versions"]] == [3, 2, 1]


@pytest.mark.anyio
async def test_files_and_versions_that_are_not_there(procore: Visitor) -> None:
    nothing = {"file_version": {"upload_uuid": "01X"}}
    path = "/rest/v1.0/file_versions?project_id={project}&file_id="
    assert (await procore.ask("POST", f"{path}1", nothing)).status_code == 404
    file = (await procore.get("/rest/v1.0/projects/{project}/documents?filters[document_type]=file"))[0]["id"]
    assert (await procore.ask("POST", f"{path}{file}", nothing)).status_code == 400
    assert (await procore.ask("GET", "/rest/v1.0/file_versions/1?project_id={project}")).status_code == 404
    assert (await procore.ask("GET", "/rest/v2.0/projects/{project}/documents/1/revisions")).status_code == 404


@pytest.mark.anyio
async def test_the_older_form_brings_a_name_or_the_file_itself(procore: Visitor) -> None:
    path = f"/rest/v1.0/files?project_id={procore.facts.project_id}"
    answer = await procore.client.post(path, data={"file[name]": "old.txt"}, files={"file[data]": ("old.txt", b"x")})
    named = await procore.client.post(path, data={"file[name]": "name.txt", "file[data]": "name.txt"}, files={"x": b""})
    (version,) = answer.json()["file_versions"]
    assert (answer.status_code, answer.json()["name"], version["size"]) == (201, "old.txt", 1)
    assert named.status_code == 406


@pytest.mark.anyio
async def test_versions_of_a_private_file_are_for_those_who_see_it(procore: Visitor, simulator: Simulator) -> None:
    file = (await procore.get("/rest/v1.0/projects/{project}/documents?filters[document_type]=file"))[0]["id"]
    stored = simulator.store.find("files", file)
    assert stored is not None
    stored.change({"_visible_to": [1]})
    answer = await procore.ask("GET", f"/rest/v2.0/projects/{{project}}/documents/{file}/revisions")
    assert answer.status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize("wrong", [{"md5": "x" * 32}, {"md5": "ab"}, {"sha256": "x"}])
async def test_a_digest_that_is_none_is_refused(wrong: dict[str, str], procore: Visitor) -> None:
    body = {"response_filename": "note.pdf", "segments": [announced(b"note") | wrong]}
    answer = await procore.ask("POST", UPLOADS, body)
    assert (answer.status_code, [*answer.json()["errors"]]) == (400, ["segments"])
