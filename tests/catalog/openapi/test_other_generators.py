"""Documents as other programs write them: newer versions, bundled references, and what no tool can come of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.openapi.importing import changes_since, import_document
from procore_mcp.errors import BadDocument
from tests.catalog.openapi.conftest import Make
from tests.catalog.openapi.published import DOCUMENT, saved

OK = {"200": {"description": "OK"}}
STRING = {"type": "string"}


def of_paths(paths: dict[str, Any], *, version: str = "3.1.0", **more: Any) -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "Things", "version": "1"}, "paths": paths, **more}


def call(summary: str = "List Things", tag: str = "A/Things/things", **more: Any) -> dict[str, Any]:
    return {"summary": summary, "tags": [tag], "responses": OK, **more}


def creating(schema: Any, kind: str = "application/json", **more: Any) -> dict[str, Any]:
    body = {"required": True, "content": {kind: {"schema": schema}}}
    return of_paths({"/rest/v1.0/things": {"post": call("Create Thing", requestBody=body)}}, **more)


def schemas(found: dict[str, Any]) -> dict[str, Any]:
    return {"components": {"schemas": found}}


def listing(*parameters: Any) -> dict[str, Any]:
    return of_paths({"/rest/v1.0/things": {"get": call(parameters=[*parameters])}})


def query(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": STRING, **more}


def test_a_schema_may_be_a_truth_value(makes: Make):
    found = {"any": True, "never": False, "list": {"type": "array", "items": True}, "name": STRING}
    params = makes(creating({"allOf": [True, {"type": "object", "properties": found}]}))["create_thing"]["params"]
    assert {"any", "list", "name"} == params.keys() - {"company_id"}


def test_a_constant_is_the_one_word_there_is(makes: Make):
    entry = makes(creating({"type": "object", "properties": {"kind": {"const": "door"}}}))["create_thing"]
    assert entry["params"]["kind"]["schema"]["enum"] == ["door"]


def test_bytes_in_the_words_of_the_newer_version_are_a_file(makes: Make):
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    entry = makes(creating({"type": "object", "properties": {"photo": file}}, "multipart/form-data"))["create_thing"]
    assert entry["params"]["photo"]["file"] is True


def test_only_the_newer_version_lets_a_call_have_no_answer(makes: Make):
    paths = {"/rest/v1.0/things": {"get": {"summary": "List Things", "tags": ["A/Things/things"]}}}
    assert "list_things" in makes(of_paths(paths))
    with pytest.raises(BadDocument, match="'responses' is missing"):
        makes(of_paths(paths, version="3.0.3"))


def test_extensions_among_the_paths_are_no_calls(makes: Make):
    paths = {"x-note": "internal", "x-gateway": {"get": 1}, "/rest/v1.0/things": {"get": call()}}
    assert makes(of_paths(paths)).keys() == {"list_things"}


def test_a_reference_steps_into_lists_and_may_be_percent_encoded(makes: Make):
    """Bundlers point at the first place where something stands."""
    door = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    first = {"get": call("Show Door", parameters=[door])}
    there = {"$ref": "#/paths/~1rest~1v1.0~1doors~1%7Bid%7D/get/parameters/0"}
    second = {"get": call("Show Gate", parameters=[there])}
    entries = makes(of_paths({"/rest/v1.0/doors/{id}": first, "/rest/v1.0/gates/{id}": second}))
    assert entries["show_gate"]["params"]["gate_id"]["schema"]["type"] == "integer"


def test_modules_that_differ_in_signs_alone_are_one_toolset(makes: Make):
    paths = {f"/rest/v1.0/{noun}": {"get": call(tag=tag)} for noun, tag in (("doors", "Way In"), ("gates", "way-in"))}
    assert makes(of_paths(paths)).keys() == {"list_doors", "list_gates"}


def test_fields_that_differ_in_signs_alone_stay_apart(makes: Make):
    names = ["door no", "door_no", "door.no", "door#no"]
    inner = {"type": "object", "properties": dict.fromkeys(names, STRING)}
    entries = makes(creating({"type": "object", "properties": {"name": STRING, "size": inner}}))
    told = entries["create_thing"]["params"]["size"]["schema"]["properties"]
    assert sorted(found.get("x-wire", name) for name, found in told.items()) == sorted(names)


def test_any_number_of_parameters_may_come_to_the_same_name(makes: Make):
    entry = makes(listing(*(query("a" + "!" * count) for count in range(1, 150))))["list_things"]
    assert len(entry["params"].keys() - {"company_id"}) == 149


def test_a_filter_without_a_name_is_called_what_it_is(makes: Make):
    assert makes(listing(query("filters[]")))["list_things"]["params"]["filters"]["wire"] == "filters[]"


def test_options_of_a_field_that_the_path_leaves_open(makes: Make):
    ids = [{"name": name, "in": "path", "required": True, "schema": STRING} for name in ("thing_id", "field")]
    path = "/rest/v1.0/things/{thing_id}/filter_options/{field}"
    assert makes(of_paths({path: {"get": call("List Options", parameters=ids)}})).keys() == {"show_thing_filter_option"}


EVERYONE = {
    f"S{one}": {
        "type": "object",
        "properties": {f"to_{other}": {"$ref": f"#/components/schemas/S{other}"} for other in range(12)},
    }
    for one in range(12)
}
NO_TOOL: dict[str, tuple[dict[str, Any], str]] = {
    "a parameter of another script": (listing(query("図面")), "'図面' has no letter or digit"),
    "a parameter of brackets": (listing(query("[]")), "'[]' has no letter or digit"),
    "a field of another script": (creating({"type": "object", "properties": {"図面": STRING}}), "'図面' has no letter"),
    "a module of another script": (of_paths({"/rest/v1.0/x": {"get": call(tag="図/面/図")}}), "its module '面'"),
    "a path of another script": (of_paths({"/rest/v1.0/図面": {"get": call()}}), "the part '図面' of the path"),
    "a step back in the path": (of_paths({"/rest/v1.0/../oauth": {"get": call()}}), "the part '..' of the path"),
    "a blank in the path": (of_paths({"/rest/v1.0/a b": {"get": call()}}), "neither blanks nor a query"),
    "a query in the path": (of_paths({"/rest/v1.0/a?b=1": {"get": call()}}), "neither blanks nor a query"),
    "schemas that all hold each other": (
        creating({"$ref": "#/components/schemas/S0"}, **schemas(EVERYONE)),
        "unfolds to more than",
    ),
    "a position that no list has": (listing({"$ref": "#/paths/~1rest~1v1.0~1things/get/parameters/9"}), "to nothing"),
}


@pytest.mark.parametrize(("document", "problem"), NO_TOOL.values(), ids=NO_TOOL.keys())
def test_what_no_tool_can_come_of_is_refused_with_its_place(makes: Make, document: dict[str, Any], problem: str):
    with pytest.raises(BadDocument) as refusal:
        makes(document)
    assert problem in refusal.value.message
    assert refusal.value.place.startswith(("paths./rest", "components.schemas"))
    assert refusal.value.hint


def test_a_schema_nested_beyond_reason_is_refused(tmp_path: Path, folder: Path):
    nested = '{"properties": {"a": ' * 150 + "{}" + "}}" * 150
    text = json.dumps(creating("here")).replace('"here"', nested)
    (tmp_path / "document.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadDocument, match="unfolds to more than 100 levels"):
        import_document(tmp_path / "document.json", folder)


@pytest.mark.parametrize(
    ("value", "problem"),
    [("NaN", "NaN is no number"), ("9" * 5_000, "digits"), ('"\\ud83d"', "half of a character")],
    ids=["NaN", "endless digits", "half of a character"],
)
def test_a_value_that_json_has_not_is_refused(tmp_path: Path, folder: Path, value: str, problem: str):
    text = json.dumps(listing(query("page", schema={"type": "number", "default": "here"}))).replace('"here"', value)
    (tmp_path / "document.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadDocument, match=problem):
        import_document(tmp_path / "document.json", folder)


def test_a_character_in_two_halves_is_whole(tmp_path: Path, folder: Path):
    text = json.dumps(listing(query("page", description="here"))).replace("here", "\\ud83d\\ude00")
    (tmp_path / "document.json").write_text(text, encoding="utf-8")
    assert import_document(tmp_path / "document.json", folder).generated == 1


def test_of_a_folder_every_document_counts_and_what_archives_leave_does_not(tmp_path: Path, folder: Path):
    documents = tmp_path / "documents"
    documents.mkdir()
    saved(DOCUMENT, documents / "walks.json")
    saved(of_paths({"/rest/v1.0/doors": {"get": call(tag="A/Doors/doors")}}), documents / "DOORS.JSON")
    (documents / "._walks.json").write_bytes(b"\x00\x05\x16\x07")
    assert "GET /rest/v1.0/doors" in {change.call for change in changes_since(documents, folder)}
