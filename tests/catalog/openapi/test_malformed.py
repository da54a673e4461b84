"""Documents that do not add up: the place is named, and the files stay as they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.openapi.importing import changes_since, import_document
from procore_mcp.errors import BadDocument, BadToolFile
from tests.catalog.openapi.conftest import Import
from tests.catalog.openapi.published import DOCUMENT, LIST, ONE, changed, saved

LOOP = {"$ref": "#/components/schemas/Loop"}
FIRST = f"paths.{LIST}.get.parameters.0"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def param(value: Any, field: str = "") -> dict[str, Any]:
    place = f"paths > {LIST} > get > parameters > 0"
    return {f"{place} > {field}" if field else place: value}


SPOILED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no version of OpenAPI": ({"openapi": None}, "the document", "'openapi' is missing"),
    "Swagger 2": ({"openapi": "2.0"}, "openapi", "another version than OpenAPI 3"),
    "a version that is a number": ({"openapi": 3}, "openapi", "text belongs here"),
    "no info": ({"info": None}, "the document", "'info' is missing"),
    "info is text": ({"info": "Site Walks"}, "info", "an object belongs here"),
    "no paths": ({"paths": None}, "the document", "'paths' is missing"),
    "paths without calls": ({"paths": {}}, "paths", "it describes no calls"),
    "paths in a list": ({"paths": []}, "paths", "an object belongs here"),
    "parameters in an object": ({f"paths > {LIST} > get > parameters": {}}, f"paths.{LIST}.get.parameters", "a list"),
    "a nameless parameter": (param(None, "name"), FIRST, "'name' is missing"),
    "an empty name": (param("", "name"), f"{FIRST}.name", "a parameter has a name"),
    "a cookie": (param("cookie", "in"), f"{FIRST}.in", "cannot travel in 'cookie'"),
    "required is text": (param("yes", "required"), f"{FIRST}.required", "true or false belongs here"),
    "a schema that is a number": (param(5, "schema"), f"{FIRST}.schema", "an object belongs here"),
    "an unknown type": (param({"type": "money"}, "schema"), f"{FIRST}.schema.type", "money is no type"),
    "a choice that is no list": (param({"enum": "a"}, "schema"), f"{FIRST}.schema.enum", "a list belongs here"),
    "no responses": ({f"paths > {LIST} > get > responses": None}, f"paths.{LIST}.get", "'responses' is missing"),
    "a dangling reference": (param({"$ref": "#/components/parameters/Gone"}), FIRST, "leads to nothing"),
    "a foreign reference": (param({"$ref": "other.json#/a"}), FIRST, "leads out of the document"),
    "a reference to itself": (
        {"components > schemas > Loop": LOOP, **param(LOOP, "schema")},
        "Loop",
        "leads to itself",
    ),
    "a placeholder that nothing describes": (
        {f"paths > {ONE} > parameters": []},
        f"paths.{ONE}.get",
        "nothing describes {project_id}",
    ),
    "a path parameter without a place": (param("path", "in"), f"paths.{LIST}.get", "the path has no {page}"),
    "the same call twice": (
        {
            f"paths > {LIST}/{{walk_id}}": {
                **DOCUMENT["paths"][ONE],
                "parameters": [*DOCUMENT["paths"][ONE]["parameters"][:2], {"name": "walk_id", "in": "path"}],
            }
        },
        f"paths.{LIST}/{{walk_id}}",
        "has been described before",
    ),
}


@pytest.mark.parametrize(("changes", "place", "problem"), SPOILED.values(), ids=SPOILED.keys())
def test_a_mistake_is_named_with_its_place(
    imports: Import, folder: Path, changes: dict[str, Any], place: str, problem: str
):
    imports()
    before = bytes_of(folder)
    with pytest.raises(BadDocument) as refusal:
        imports(changed(changes))
    assert refusal.value.place.endswith(place)
    assert problem in refusal.value.message
    assert refusal.value.hint
    assert bytes_of(folder) == before


TEXTS: dict[str, tuple[bytes, str, str]] = {
    "YAML": (b"openapi: 3.0.0\npaths: {}\n", "document.json: line 1, column 1", "no JSON"),
    "half of a document": (b'{"openapi": "3.0.0", ', "document.json: line 1, column 22", "no JSON"),
    "not UTF-8": (b'{"openapi": "\xff"}', "document.json", "not UTF-8"),
    "a list": (b"[]", "the document", "an object belongs here"),
    "a key twice": (b'{"paths": {"/a": 1, "/a": 2}}', "document.json: paths./a", "there twice"),
    "a key twice, later": (b'{"info": {"a": 1}, "b": [], "a": 1, "a": 2}', "document.json: a", "there twice"),
    "a key twice in a list": (b'{"paths": [1, {"b": {"a": 1, "a": 2}}]}', "document.json: paths.b.a", "there twice"),
    "nested without end": (b"[" * 200_000, "document.json", "nested too deep"),
}


@pytest.mark.parametrize(("text", "place", "problem"), TEXTS.values(), ids=TEXTS.keys())
def test_a_text_that_is_no_document_is_refused(tmp_path: Path, folder: Path, text: bytes, place: str, problem: str):
    file, before = tmp_path / "document.json", bytes_of(folder)
    file.write_bytes(text)
    with pytest.raises(BadDocument) as refusal:
        import_document(file, folder)
    assert refusal.value.place == place
    assert problem in refusal.value.message
    assert bytes_of(folder) == before


def test_a_document_that_is_not_there_is_named(tmp_path: Path, folder: Path):
    with pytest.raises(BadDocument, match=r"nowhere\.json: it cannot be read"):
        changes_since(tmp_path / "nowhere.json", folder)


def test_a_folder_without_documents_is_refused(tmp_path: Path, folder: Path):
    with pytest.raises(BadDocument, match="no JSON file in this folder"):
        import_document(tmp_path, folder)


def test_of_several_documents_the_spoiled_one_is_named(tmp_path: Path, folder: Path):
    (tmp_path / "documents").mkdir()
    saved(DOCUMENT, tmp_path / "documents" / "a.json")
    saved(changed({"info": None}), tmp_path / "documents" / "b.json")
    with pytest.raises(BadDocument) as refusal:
        import_document(tmp_path / "documents", folder)
    assert refusal.value.place == "b.json"
    saved(changed(param(None, "name")), tmp_path / "documents" / "b.json")
    with pytest.raises(BadDocument) as refusal:
        import_document(tmp_path / "documents", folder)
    assert refusal.value.place == f"b.json: {FIRST}"


@pytest.mark.parametrize(
    ("glossary", "place"),
    [({"name": "Ends with a stop."}, "_glossary.json.name"), (["name"], "_glossary.json")],
    ids=["a full stop", "a list"],
)
def test_a_spoiled_glossary_is_named(imports: Import, folder: Path, glossary: object, place: str):
    (folder / "_glossary.json").write_text(json.dumps(glossary), encoding="utf-8")
    with pytest.raises(BadToolFile) as refusal:
        imports()
    assert refusal.value.place == place


def test_a_spoiled_record_of_the_last_import_is_named(imports: Import, folder: Path):
    imports()
    record = folder / "api" / "_imported.json"
    content = json.loads(record.read_bytes())
    content["shared"] = {}
    record.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(BadToolFile, match="nothing is shared by the name"):
        imports()
