"""The generated tier on disk: replaced as a whole or not at all, and the same for the same document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.openapi.importing import changes_since, import_document
from procore_mcp.errors import BadToolFile
from tests.catalog.folder import written
from tests.catalog.openapi.conftest import Import
from tests.catalog.openapi.published import DOCUMENT, LIST, PATHS, answers, changed, operation, saved
from tests.catalog.openapi.test_malformed import bytes_of

COMPANY_LIST = "/rest/v1.0/companies/{company_id}/site_walks"
COMPANY = {"name": "company_id", "in": "path", "required": True, "schema": {"type": "integer"}}
WALKS = answers({"type": "array", "items": {"type": "object"}})
# A second list of the same things: from now on each name says whose.
WITH_RIVAL = changed({f"paths > {COMPANY_LIST}": {"parameters": [COMPANY], "get": operation("List Site Walks", WALKS)}})


def test_importing_twice_gives_the_same_bytes(imports: Import, folder: Path):
    first = imports()
    before = bytes_of(folder)
    second = imports()
    assert bytes_of(folder) == before
    assert ({change.kind for change in first.changes}, second.changes) == ({"added"}, [])


def test_the_order_of_the_document_does_not_matter(imports: Import, folder: Path):
    imports()
    before = bytes_of(folder)
    imports({**DOCUMENT, "paths": dict(reversed(PATHS.items()))})
    assert bytes_of(folder) == before


def test_a_folder_of_documents_is_one_document(tmp_path: Path, imports: Import, folder: Path):
    imports()
    before = bytes_of(folder / "api")
    place = tmp_path / "documents"
    place.mkdir()
    for number, (path, item) in enumerate(PATHS.items()):
        saved({**DOCUMENT, "paths": {path: item}}, place / f"{number}.json")
    saved({**DOCUMENT, "paths": {LIST: PATHS[LIST]}}, place / "once more.json")
    saved({**DOCUMENT, "paths": {}}, place / "about nothing.json")
    assert changes_since(place, folder) == []
    import_document(place, folder)
    after = bytes_of(folder / "api")
    assert {name for name in before if before[name] != after[name]} == {str(folder / "api" / "_imported.json")}
    assert json.loads((folder / "api" / "_imported.json").read_bytes())["document"] == "documents"


def test_tools_of_calls_that_are_gone_go_with_their_files(imports: Import, folder: Path):
    imports()
    imports(changed({f"paths > {LIST} > get > tags": ["Core/Walking/site-walks"]}))
    assert (folder / "api" / "more_walking.json").exists()
    imports()
    assert not (folder / "api" / "more_walking.json").exists()


def test_a_renamed_tool_answers_to_its_old_name(imports: Import, folder: Path):
    imports()
    imports(WITH_RIVAL)
    catalog = load_catalog(folder)
    assert catalog.resolve("list_site_walks").name == "list_project_site_walks"
    assert catalog.resolve("list_company_site_walks").name == "list_company_site_walks"


def test_an_old_name_stays_known_through_later_imports(imports: Import, folder: Path):
    imports()
    imports(WITH_RIVAL)
    imports(WITH_RIVAL)
    assert load_catalog(folder).resolve("list_site_walks").name == "list_project_site_walks"
    imports()
    catalog = load_catalog(folder)
    assert catalog.resolve("list_project_site_walks") is catalog.resolve("list_site_walks")
    assert "list_site_walks" in catalog.tools


def test_the_old_name_of_a_call_that_is_gone_is_free(imports: Import, folder: Path):
    imports()
    imports(WITH_RIVAL)
    imports(changed({f"paths > {LIST} > get": None}))
    assert json.loads((folder / "api" / "_aliases.json").read_bytes()) == {}


def test_a_tool_that_people_write_takes_over(imports: Import, folder: Path, entries: dict[str, Any]):
    written(folder, {"rfis.json/actions/read_site_walk": entries["show_site_walk"]})
    imports()
    catalog = load_catalog(folder)
    assert "show_site_walk" not in catalog.tools
    assert catalog.resolve("show_site_walk").name == "read_site_walk"


def test_a_name_that_people_use_is_left_to_them(imports: Import, folder: Path, entries: dict[str, Any]):
    ours = {**entries["show_site_walk"], "http": "GET /rest/v1.0/projects/{project_id}/strolls/{id}"}
    written(folder, {"rfis.json/actions/show_site_walk": ours})
    imports()
    walk = load_catalog(folder).resolve("show_project_site_walk")
    assert getattr(walk, "path", None) == "/rest/v1.1/projects/{project_id}/site_walks/{id}"


def test_tools_that_do_not_fit_are_never_put_in_place(imports: Import, folder: Path):
    """What they share with the tools that people write is gone: the generated files would not load."""
    imports()
    empty = {"title": "RFIs", "description": "Nothing yet.", "toolset": "rfis"}
    for name, content in (("rfis.json", empty), ("_common.json", {"params": {}}), ("_surface.json", {"default": []})):
        saved(content, folder / name)
    before = bytes_of(folder)
    with pytest.raises(BadToolFile, match=r"_common\.json has no 'company_id'"):
        imports()
    assert bytes_of(folder) == before


def test_a_disk_that_refuses_leaves_the_old_tier(imports: Import, folder: Path, monkeypatch: pytest.MonkeyPatch):
    imports()
    before = bytes_of(folder)
    rename = Path.rename

    def refuse(source: Path, target: Path) -> Path:
        if target.name == "api" and not source.name.endswith("-before"):
            raise OSError("no space left on device")
        return rename(source, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(BadToolFile, match="cannot be written: no space left") as refusal:
        imports(WITH_RIVAL)
    assert "--tools" in (refusal.value.hint or "")
    assert bytes_of(folder) == before


def test_an_interruption_at_the_worst_moment_leaves_the_old_tier(
    imports: Import, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    """The old folder is aside, the new one not yet in its place."""
    imports()
    before = bytes_of(folder)
    rename = Path.rename

    def interrupted(source: Path, target: Path) -> Path:
        moved = rename(source, target)
        if target.name == ".api-before":
            raise KeyboardInterrupt
        return moved

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        imports(WITH_RIVAL)
    assert bytes_of(folder) == before


def test_a_process_that_was_killed_while_replacing_lost_nothing(imports: Import, folder: Path):
    imports()
    before = bytes_of(folder / "api")
    (folder / "api").rename(folder / ".api-before")
    assert imports().changes == []
    assert bytes_of(folder / "api") == before
    assert not (folder / ".api-before").exists()
