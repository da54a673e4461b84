"""Folders and files that move, change names, go to the bin and come back."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

FOLDERS = "/rest/v1.0/folders"
FILES = "/rest/v1.0/files"
DOCUMENTS = "/rest/v1.0/projects/{project}/documents"
HERE = "?project_id={project}"


async def root(procore: Visitor) -> dict[str, Any]:
    return await procore.get(f"{FOLDERS}{HERE}")


async def entry(procore: Visitor, number: int) -> dict[str, Any]:
    """What the flat index says about a folder or file."""
    return next(item for item in await procore.get(DOCUMENTS) if item["id"] == number)


async def a_file(procore: Visitor) -> dict[str, Any]:
    return (await procore.get(f"{DOCUMENTS}?filters[document_type]=file&filters[is_in_recycle_bin]=false"))[0]


async def new_folder(procore: Visitor, name: str = "09 Closeout", **fields: Any) -> Any:
    answer = await procore.ask("POST", f"{FOLDERS}{HERE}", {"folder": {"name": name} | fields})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def patch(procore: Visitor, path: str, **fields: Any) -> Any:
    wrapper = "folder" if path.startswith(FOLDERS) else "file"
    answer = await procore.ask("PATCH", f"{path}{HERE}", {wrapper: fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_a_new_folder_lies_in_the_root_unless_told_otherwise(procore: Visitor) -> None:
    top = await root(procore)
    folder = await new_folder(procore, explicit_permissions=True, is_tracked=True, custom_field_3="x")
    assert (folder["parent_id"], folder["name_with_path"]) == (top["id"], f"{top['name']}/09 Closeout")
    assert (folder["private"], folder["is_tracked"], folder["is_deleted"]) == (True, True, False)
    inner = await new_folder(procore, "Warranties", parent_id=folder["id"])
    assert inner["name_with_path"] == f"{top['name']}/09 Closeout/Warranties"
    shown = await procore.get(f"{FOLDERS}/{folder['id']}{HERE}")
    assert ([item["name"] for item in shown["folders"]], shown["has_children_folders"]) == (["Warranties"], True)
    indexed = await entry(procore, folder["id"])
    assert (indexed["document_type"], indexed["children"]["has_children"]) == ("folder", True)
    assert indexed["created_by"]["id"] == procore.facts.user_id


@pytest.mark.anyio
async def test_renaming_a_folder_renames_the_way_to_everything_below(procore: Visitor) -> None:
    folder = await new_folder(procore)
    inner = await new_folder(procore, "Warranties", parent_id=folder["id"])
    file = await a_file(procore)
    moved = await patch(procore, f"{FILES}/{file['id']}", parent_id=inner["id"], description="As built")
    assert moved["parent_id"] == inner["id"]
    renamed = await patch(procore, f"{FOLDERS}/{folder['id']}", name="10 Handover")
    assert [item["id"] for item in renamed["folders"]] == [inner["id"]]
    shown = await procore.get(f"{FILES}/{file['id']}{HERE}")
    assert shown["name_with_path"].endswith(f"/10 Handover/Warranties/{file['name']}")
    assert (await entry(procore, file["id"]))["name_with_path"] == shown["name_with_path"]
    assert (shown["description"], len(shown["file_versions"])) == ("As built", len(moved["file_versions"]))


@pytest.mark.anyio
async def test_a_deleted_file_is_in_the_bin_until_it_is_moved_out(procore: Visitor) -> None:
    file = await a_file(procore)
    path = f"{FILES}/{file['id']}"
    answer = await procore.ask("DELETE", f"{path}{HERE}")
    assert (answer.status_code, answer.content) == (200, b"")
    bin_id = next(folder["id"] for folder in (await root(procore))["folders"] if folder["is_recycle_bin"])
    gone = await procore.get(f"{path}{HERE}")
    assert (gone["parent_id"], gone["is_deleted"]) == (bin_id, True)
    binned = [item["id"] for item in await procore.get(f"{DOCUMENTS}?filters[is_in_recycle_bin]=true")]
    assert file["id"] in binned
    assert (await procore.ask("DELETE", f"{path}{HERE}")).status_code == 400
    assert (await patch(procore, path, name="Renamed.pdf"))["is_deleted"] is True
    back = await patch(procore, path, parent_id=file["parent_id"])
    assert (back["parent_id"], back["is_deleted"]) == (file["parent_id"], False)


@pytest.mark.anyio
async def test_a_folder_takes_its_content_to_the_bin_and_back(procore: Visitor) -> None:
    folder = await new_folder(procore)
    inner = await new_folder(procore, "Warranties", parent_id=folder["id"])
    assert (await procore.ask("DELETE", f"{FOLDERS}/{folder['id']}{HERE}")).status_code == 200
    assert folder["id"] not in [item["id"] for item in (await root(procore))["folders"]]
    assert (await entry(procore, inner["id"]))["is_deleted"] is True
    refused = await procore.ask("POST", f"{FOLDERS}{HERE}", {"folder": {"name": "x", "parent_id": inner["id"]}})
    assert (refused.status_code, "recycle bin" in refused.text) == (400, True)
    await patch(procore, f"{FOLDERS}/{folder['id']}", parent_id=(await root(procore))["id"])
    assert (await entry(procore, inner["id"]))["is_deleted"] is False


@pytest.mark.anyio
async def test_a_folder_cannot_move_below_itself(procore: Visitor) -> None:
    folder = await new_folder(procore)
    inner = await new_folder(procore, "Warranties", parent_id=folder["id"])
    for parent in (folder["id"], inner["id"], 1):
        body = {"folder": {"parent_id": parent}}
        assert (await procore.ask("PATCH", f"{FOLDERS}/{folder['id']}{HERE}", body)).status_code == 400


@pytest.mark.anyio
async def test_the_root_and_the_bin_stay_where_they_are(procore: Visitor) -> None:
    top = await root(procore)
    bin_id = next(folder["id"] for folder in top["folders"] if folder["is_recycle_bin"])
    for number in (top["id"], bin_id):
        assert (await procore.ask("DELETE", f"{FOLDERS}/{number}{HERE}")).status_code == 400
        body = {"folder": {"name": "Mine"}}
        assert (await procore.ask("PATCH", f"{FOLDERS}/{number}{HERE}", body)).status_code == 400


@pytest.mark.anyio
async def test_two_things_of_one_kind_do_not_share_a_name(procore: Visitor) -> None:
    folder = await new_folder(procore)
    twin = await procore.ask("POST", f"{FOLDERS}{HERE}", {"folder": {"name": folder["name"]}})
    assert (twin.status_code, twin.json()) == (400, {"errors": {"name": ["has already been taken"]}})
    first = await procore.get(f"{DOCUMENTS}?filters[search]=RFI-018")
    second = await procore.get(f"{DOCUMENTS}?filters[search]=Open Question")
    conflict = await procore.ask("PATCH", f"{FILES}/{first[0]['id']}{HERE}", {"file": {"name": second[0]["name"]}})
    assert conflict.status_code == 409
    assert conflict.json()["errors"] == {"base": ["Name has already been taken"]}
    assert conflict.json()["file"]["id"] == first[0]["id"]


@pytest.mark.anyio
async def test_a_file_is_checked_out_by_whoever_says_until_when(procore: Visitor) -> None:
    path = f"{FILES}/{(await a_file(procore))['id']}"
    out = await patch(procore, path, checked_out_until="2026-09-22T12:00:00Z")
    assert (out["checked_out_until"], out["checked_out_by"]["id"]) == ("2026-09-22T12:00:00Z", procore.facts.user_id)
    back = await patch(procore, path, checked_out_until=None)
    assert (back["checked_out_until"], back["checked_out_by"]) == (None, None)


@pytest.mark.anyio
async def test_nothing_is_thrown_away_where_there_is_no_bin(procore: Visitor, simulator: Simulator) -> None:
    file = await a_file(procore)
    found = next(row for row in simulator.store.all("folders") if row.data["is_recycle_bin"])
    simulator.store.remove("folders", found)
    assert (await procore.ask("DELETE", f"{FILES}/{file['id']}{HERE}")).status_code == 404


@pytest.mark.anyio
async def test_a_private_folder_is_no_place_for_others(procore: Visitor, simulator: Simulator) -> None:
    folder = await new_folder(procore)
    stored = simulator.store.find("folders", folder["id"])
    assert stored is not None
    stored.change({"_visible_to": [1]})
    refused = await procore.ask("POST", f"{FOLDERS}{HERE}", {"folder": {"name": "x", "parent_id": folder["id"]}})
    assert (refused.status_code, "does not exist" in refused.text) == (400, True)
