"""What outlives a run."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path
from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.keeper import Keeper
from procore_mcp.simulator.kept import read_kept, write_kept
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import Blob, World
from tests.simulator.conftest import TODAY
from tests.simulator.visitor import Visitor


def another_run(world: World, simulator: Simulator, file: Path) -> Simulator:
    write_kept(file, simulator.keep(TODAY))
    return Simulator(world, simulator.clock, kept=read_kept(file))


def visitor(simulator: Simulator, facts: Facts) -> Visitor:
    headers = {"Authorization": f"Bearer {facts.access_token}", "Procore-Company-Id": str(facts.company_id)}
    transport = httpx2.ASGITransport(app=simulator.api_app)
    return Visitor(httpx2.AsyncClient(transport=transport, base_url=simulator.origins.api, headers=headers), facts)


@pytest.mark.anyio
async def test_records_files_and_sign_ins_are_there_again(
    world: World, simulator: Simulator, procore: Visitor, facts: Facts, tmp_path: Path
) -> None:
    made = (await procore.new_rfi(subject="Before the restart")).json()
    simulator.blobs["uploaded"] = Blob("slab.txt", "text/plain", b"\x00kept\xff")
    later = another_run(world, simulator, tmp_path / "kept" / "procore.json")
    again = visitor(later, facts)
    shown = await again.get(f"/rest/v1.0/projects/{{project}}/rfis/{made['id']}")
    new = (await again.new_rfi()).json()
    await again.client.aclose()
    assert shown == made
    assert new["id"] > made["id"]
    assert int(new["number"]) == int(made["number"]) + 1
    assert later.blobs["uploaded"].data == b"\x00kept\xff"
    assert later.blobs.keys() > world.blobs.keys()


def test_a_token_is_never_handed_out_twice(world: World, simulator: Simulator, facts: Facts, tmp_path: Path) -> None:
    later = another_run(world, simulator, tmp_path / "procore.json")
    assert later.tokens.access(facts.access_token)
    pair = later.sign_in()
    assert pair.refresh_token != facts.refresh_token


def test_the_file_is_for_its_owner_and_holds_no_copy_of_the_demo_files(simulator: Simulator, tmp_path: Path) -> None:
    file = tmp_path / "procore.json"
    write_kept(file, simulator.keep(TODAY))
    kept = read_kept(file)
    assert kept is not None
    assert not kept.blobs
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["procore.json"]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 2}'])
def test_a_file_of_someone_else_is_named_and_left_alone(content: str, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"notes\.json was not written by this version"):
        read_kept(file)
    assert file.read_text(encoding="utf-8") == content


def test_a_file_that_cannot_be_written_leaves_nothing_behind(simulator: Simulator, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_kept(tmp_path / "taken", simulator.keep(TODAY))
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


@pytest.mark.anyio
async def test_it_is_written_only_after_something_was_sent_that_may_change_it(
    simulator: Simulator, procore: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "procore.json"
    keeper = Keeper(simulator, file, TODAY)
    keeper.keep()
    file.unlink()
    await procore.get("/rest/v1.0/me")
    keeper.keep()
    assert not file.exists()
    await procore.new_rfi()
    keeper.keep()
    assert file.exists()


BIG = b"a" * (5 * 1024 * 1024)


@pytest.mark.anyio
async def test_an_upload_goes_on_after_a_restart_and_no_later_one_takes_its_place(
    world: World, simulator: Simulator, procore: Visitor, facts: Facts, tmp_path: Path
) -> None:
    parts = [BIG, b"end"]
    announced = [{"size": len(part), "sha256": hashlib.sha256(part).hexdigest()} for part in parts]
    path = "/rest/v1.1/projects/{project}/uploads"
    begun = (await procore.ask("POST", path, {"response_filename": "a.bin", "segments": announced})).json()
    first = await put(simulator, begun["segments"][0], BIG)
    later = another_run(world, simulator, tmp_path / "procore.json")
    again = visitor(later, facts)
    second = await put(later, begun["segments"][1], b"end")
    done = await again.ask("PATCH", f"{path}/{begun['uuid']}", {"segments": [{"etag": first}, {"etag": second}]})
    new = (await again.ask("POST", path, {"response_filename": "b.bin"})).json()
    await again.client.aclose()
    assert (done.status_code, done.json()["status"]) == (200, "complete")
    assert later.blobs[f"upload-{begun['uuid']}"].data == BIG + b"end"
    assert new["uuid"] != begun["uuid"]


async def put(simulator: Simulator, segment: dict[str, Any], data: bytes) -> str:
    """The ETag of a segment that was brought."""
    transport = httpx2.ASGITransport(app=simulator.storage_app)
    async with httpx2.AsyncClient(transport=transport) as client:
        headers = {"x-amz-content-sha256": segment["headers"]["x-amz-content-sha256"]}
        answer = await client.put(segment["url"], content=data, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.headers["etag"]


def test_what_becomes_of_a_delivery_is_kept_although_nobody_asked(simulator: Simulator, tmp_path: Path) -> None:
    file = tmp_path / "procore.json"
    keeper = Keeper(simulator, file, TODAY)
    keeper.keep()
    delivery = next(iter(simulator.store.all("webhook_deliveries")))
    delivery.change({"status": "discarded"})
    keeper.keep()
    kept = read_kept(file)
    assert kept is not None
    assert "discarded" in [row["status"] for row in kept.records["webhook_deliveries"] if row["id"] == delivery.id]
