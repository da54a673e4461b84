"""The generated tier in the repository: what its document gives, whole and within the limits of clients."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from procore_mcp.catalog.load import generated_shelf, load_catalog, tool_folder
from procore_mcp.catalog.openapi.imported import Imported, read_imported
from procore_mcp.catalog.openapi.importing import changes_since, import_document
from procore_mcp.catalog.tool import Action
from tests.catalog.openapi.test_malformed import bytes_of

FACTS = Path(__file__).parents[4] / "shared" / "procore" / "openapi-facts.json"
GENERATED = [tool for tool in load_catalog().tools.values() if tool.tier == "generated"]


@pytest.fixture(scope="module")
def imported() -> Imported:
    return read_imported(tool_folder() / "api")


@pytest.mark.skipif(not FACTS.exists(), reason="needs the document from which the tier was made")
def test_it_is_what_its_document_gives(tmp_path: Path):
    folder = Path(shutil.copytree(tool_folder(), tmp_path / "tools"))
    before = bytes_of(folder)
    assert import_document(FACTS, folder).changes == []
    after = bytes_of(folder)
    assert [name for name in before | after if before.get(name) != after.get(name)] == []
    assert changes_since(FACTS, folder) == []


@pytest.mark.skipif(not FACTS.exists(), reason="needs the document from which the tier was made")
def test_of_its_document_with_planted_changes_these_alone_are_reported(tmp_path: Path):
    """A new parameter, a removed call, a changed type, a new required field, a deprecated flag."""
    document = json.loads(FACTS.read_bytes())
    rfis = document["paths"]["/rest/v1.0/projects/{project_id}/rfis"]
    rfis["get"]["parameters"].append({"name": "filters[mood]", "in": "query", "schema": {"type": "string"}})
    content = rfis["post"]["requestBody"]["content"]
    (carried,) = content.values()
    carried["schema"]["properties"]["rfi"]["properties"]["mood"] = {"type": "string"}
    carried["schema"]["properties"]["rfi"]["required"].append("mood")
    del document["paths"]["/rest/v1.0/links"]["get"]
    issues = document["paths"]["/rest/v1.0/coordination_issues/{id}"]
    issues["delete"]["deprecated"] = True
    document["paths"]["/rest/v1.0/punch_item_types"]["post"]["requestBody"]["content"]["application/json"]["schema"][
        "properties"
    ]["project_id"] = {"type": "string"}
    newer = tmp_path / "newer.json"
    newer.write_text(json.dumps(document), encoding="utf-8")
    said = {(change.kind, change.call, change.place) for change in changes_since(newer, tool_folder())}
    assert said == {
        ("new", "GET /rest/v1.0/projects/{project_id}/rfis", "query filters[mood]"),
        ("new", "POST /rest/v1.0/projects/{project_id}/rfis", "body rfi.mood"),
        ("removed", "GET /rest/v1.0/links", None),
        ("deprecated", "DELETE /rest/v1.0/coordination_issues/{id}", None),
        ("changed", "POST /rest/v1.0/punch_item_types", "body project_id"),
    }


def test_it_passes_the_checks_that_a_start_leaves_out():
    assert len(generated_shelf(tool_folder(), tool_folder() / "api").tools) == len(GENERATED)


def test_every_call_has_one_answer(imported: Imported):
    for name, call in imported.calls.items():
        assert [bool(call.tools), call.instead is not None, call.outside is not None].count(True) == 1, name


def test_every_tool_of_a_call_makes_it(imported: Imported):
    tools = load_catalog().tools
    wrong = [
        (name, tool.name)
        for name, call in imported.calls.items()
        for tool in map(tools.__getitem__, call.tools)
        if not isinstance(tool, Action) or name.partition(" ")[0] != tool.http_method
    ]
    assert wrong == []


def test_every_generated_tool_makes_one_call_of_the_document(imported: Imported):
    made = [tool for call in imported.calls.values() for tool in call.tools if len(call.tools) == 1]
    assert sorted(tool.name for tool in GENERATED) == sorted({tool.name for tool in GENERATED} & set(made))


def test_what_stands_for_an_older_version_exists(imported: Imported):
    tools = load_catalog().tools
    assert [call.instead for call in imported.calls.values() if call.instead and call.instead not in tools] == []


def test_names_are_short_and_each_is_there_once():
    names = [tool.name for tool in load_catalog().tools.values()]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 50


def test_former_names_lead_to_tools():
    catalog = load_catalog()
    wrong = [old for old in catalog.former_names if catalog.resolve(old).name == old or old in catalog.tools]
    assert wrong == []
