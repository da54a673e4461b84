"""Folders and files, written and read back."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.e2e.site import Site
from tests.e2e.told import done, tell


@pytest.fixture(autouse=True)
def narrow_limits(site: Site) -> None:
    site.narrow()


@pytest.mark.anyio
async def test_a_folder_is_made_renamed_and_taken_away(site: Site) -> None:
    async with site.client(person=Person()) as client:
        folder = {"folder_id": (await done(client, "create_folder", {"name": "11 Closeout"}))["id"]}
        await done(client, "update_folder", {**folder, "name": "11 Handover"})
        shown = await done(client, "show_folder", folder)
        roots = [entry["id"] for entry in (await done(client, "list_folders", {}))["folders"]]
        assert not (await tell(client, "delete_folder", folder)).failed
        after = [entry["id"] for entry in (await done(client, "list_folders", {}))["folders"]]
    assert shown["name"] == "11 Handover"
    assert folder["folder_id"] in roots
    assert folder["folder_id"] not in after


@pytest.mark.anyio
async def test_a_file_is_described_and_taken_away(site: Site) -> None:
    file = {"file_id": site.ids("files", file_type="docx")[0]}
    async with site.client(person=Person()) as client:
        await done(client, "update_file", {**file, "description": "Signed by the owner."})
        shown = await done(client, "show_file", file)
        assert not (await tell(client, "delete_file", file)).failed
        gone = await tell(client, "show_file", file)
    assert shown["description"] == "Signed by the owner."
    assert gone.failed or gone.record.get("is_deleted")
