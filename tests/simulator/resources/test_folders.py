"""Folders are opened one level at a time."""

from __future__ import annotations

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

FOLDERS = "/rest/v1.0/folders"
HERE = "?project_id={project}"


@pytest.mark.anyio
async def test_the_root_is_one_object_with_closed_folders_in_it(procore: Visitor) -> None:
    root = await procore.get(f"{FOLDERS}{HERE}")
    assert root["parent_id"] is None
    assert any(folder["is_recycle_bin"] for folder in root["folders"])
    assert all(folder["folders"] == folder["files"] == [] for folder in root["folders"])
    assert any(folder["has_children_folders"] for folder in root["folders"])


@pytest.mark.anyio
async def test_walking_the_folders_finds_every_file_once(procore: Visitor) -> None:
    waiting = [(await procore.get(f"{FOLDERS}{HERE}"))["id"]]
    found: list[int] = []
    while waiting:
        folder = await procore.get(f"{FOLDERS}/{waiting.pop()}{HERE}")
        waiting += [inner["id"] for inner in folder["folders"]]
        found += [file["id"] for file in folder["files"]]
    index = await procore.get("/rest/v1.0/projects/{project}/documents?filters[document_type]=file")
    assert sorted(found) == sorted(item["id"] for item in index)


@pytest.mark.anyio
async def test_parts_can_be_left_out(procore: Visitor) -> None:
    bare = await procore.get(f"{FOLDERS}{HERE}&exclude_folders=true&exclude_files=true")
    assert (bare["folders"], bare["files"]) == ([], [])
    assert bare["has_children"] is True


@pytest.mark.anyio
async def test_only_the_newest_version_on_request(procore: Visitor, simulator: Simulator) -> None:
    number = (await procore.get("/rest/v1.0/projects/{project}/documents?filters[document_type]=file"))[0]["id"]
    file = simulator.store.find("files", number)
    assert file is not None
    file.change({"file_versions": [{"number": 2, "url": None}, {"number": 1, "url": None}]})
    path = f"/rest/v1.0/files/{number}{HERE}"
    assert len((await procore.get(path))["file_versions"]) == 2
    latest = await procore.get(f"{path}&show_latest_version_only=true")
    assert [version["number"] for version in latest["file_versions"]] == [2]
    parent = latest["parent_id"]
    folder = await procore.get(f"{FOLDERS}/{parent}{HERE}&show_latest_file_version_only=true")
    assert all(len(item["file_versions"]) <= 1 for item in folder["files"])


@pytest.mark.anyio
async def test_a_project_without_documents_has_no_root(procore: Visitor) -> None:
    projects = await procore.get("/rest/v1.1/projects?company_id={company}")
    statuses = [(await procore.ask("GET", f"{FOLDERS}?project_id={item['id']}")).status_code for item in projects]
    assert set(statuses) == {200, 404}
