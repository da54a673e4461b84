"""Rarer traits of the document, each in a call of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.catalog.openapi.conftest import Entries, Import, Make
from tests.catalog.openapi.published import COMPANY_HEADER, answers, body, changed, operation, query

P, C = "/rest/v1.0/projects/{project_id}", "/rest/v1.0/companies/{company_id}"
FILE = {"type": "string", "format": "binary"}
RECORD = answers({"type": "object"})


def path_params(path: str) -> list[dict[str, Any]]:
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "integer"}} for name in names]


def item(method: str, path: str, responses: dict[str, Any] = RECORD, **more: Any) -> dict[str, Any]:
    return {path: {"parameters": [COMPANY_HEADER, *path_params(path)], method: operation("Title", responses, **more)}}


def entry(makes: Make, method: str, path: str, responses: dict[str, Any] = RECORD, **more: Any) -> dict[str, Any]:
    """What a document with this one call becomes."""
    (found,) = makes(changed({"paths": item(method, path, responses, **more)})).values()
    return found


def described(found: dict[str, Any], argument: str) -> str:
    text: str = found["params"][argument]["schema"]["description"]
    return text


def test_an_id_that_says_little_says_whose_it_is(makes: Make):
    found = entry(makes, "get", f"{P}/walks/{{walk_id}}/sections/{{section_id}}")
    assert described(found, "section_id") == "Id of the walk section."
    entries = makes(
        changed({"paths": item("get", f"{P}/walk_sections/{{id}}") | item("get", f"{P}/walk_sections", LIST)})
    )
    assert (
        described(entries["show_walk_section"], "walk_section_id") == "Id of the walk section. From list_walk_sections."
    )


LIST = answers({"type": "array", "items": {"type": "object"}})


def test_an_id_in_a_body_names_the_list_of_its_kind(makes: Make):
    fields = {
        "properties": {"type_id": {"type": "integer"}, "guide_ids": {"type": "array", "items": {"type": "integer"}}}
    }
    lists = item("get", f"{P}/walk_types", LIST) | item("get", f"{C}/guides", LIST) | item("get", f"{P}/types", LIST)
    writing = item("post", f"{P}/walks", requestBody=body({"type": "object", **fields}))
    found = makes(changed({"paths": lists | writing}))["create_walk"]
    assert described(found, "type_id") == "Id of the type. From list_walk_types."
    assert described(found, "guide_ids") == "Ids of the guides. From list_guides."


@pytest.mark.parametrize(
    ("schema", "result", "paging"),
    [
        ({"allOf": [{"type": "object", "properties": {"data": {"type": "array"}}}]}, {"unwrap": "data"}, "local"),
        ({"properties": {"walks": {"type": "array"}, "total": {"type": "integer"}}}, {"unwrap": "walks"}, "local"),
        ({"properties": {"walks": {"type": "array"}, "guides": {"type": "array"}}}, None, None),
        ({"type": "integer"}, None, None),
        ({"type": "array", "items": {"type": "integer"}}, None, "local"),
    ],
    ids=["data in a part", "the one list", "two lists", "a number", "numbers"],
)
def test_where_the_list_is_in_the_answer(makes: Make, schema: Any, result: Any, paging: Any):
    found = entry(makes, "get", f"{P}/walks", answers(schema), parameters=[], tags=["A/B/c"]) | {}
    listing = entry_of_list(makes, schema)
    assert (listing.get("result"), listing.get("paging")) == (result, paging)
    assert found["safety"] == "read"


def entry_of_list(makes: Make, schema: Any) -> dict[str, Any]:
    path = f"{P}/walks"
    call = {"parameters": [COMPANY_HEADER, *path_params(path)], "get": operation("List Walks", answers(schema))}
    (found,) = makes(changed({"paths": {path: call}})).values()
    return found


def test_an_answer_that_is_no_json_is_open(makes: Make):
    csv = {"200": {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}
    assert entry(makes, "get", f"{P}/walks/export", csv)["result"] == {"file": True}
    assert "result" not in entry(makes, "get", f"{P}/walks/{{id}}", csv)


def test_unusual_names_of_pages_are_kept(makes: Make):
    parameters = [query("pdm_page", {"type": "integer"}), query("pdm_per_page", {"type": "integer"})]
    paging = entry(makes, "get", f"{P}/walks", LIST, parameters=parameters)["paging"]
    assert paging == {"style": "page_number", "page": "pdm_page", "size": "pdm_per_page"}


def test_a_list_that_is_cut_in_another_way_takes_its_arguments_as_they_are(makes: Make):
    found = entry(makes, "get", f"{P}/walks", LIST, parameters=[query("limit", {"type": "integer"}, required=True)])
    assert "paging" not in found
    assert found["params"]["limit"]["required"]


def test_pages_that_are_counted_from_zero_say_so(makes: Make, folder: Path):
    (folder / "_glossary.json").write_text('{"page_from_zero": "Which page, counted from 0"}', encoding="utf-8")
    path = "/rest/v1.0/workforce-planning/v2/companies/{company_id}/walks"
    found = entry(makes, "get", path, LIST, parameters=[query("page", {"type": "integer"})])
    assert (found["params"]["walk_page"]["wire"], described(found, "walk_page")) == (
        "page",
        "Which page, counted from 0.",
    )


def test_a_long_name_of_a_filter_is_its_innermost_word(makes: Make):
    outer = "configuration_of_the_walks_that_nobody_wants_to_spell_out_in_full"
    found = entry(makes, "get", f"{P}/walks", LIST, parameters=[query(f"{outer}[by_floor]", {"type": "boolean"})])
    assert found["params"]["by_floor"]["wire"] == f"{outer}[by_floor]"


def test_required_parts_of_a_query_object_are_required(makes: Make):
    near = {
        "type": "object",
        "required": ["floor"],
        "properties": {"floor": {"type": "integer"}, "grid": {"type": "string"}},
    }
    params = entry(makes, "get", f"{P}/walks", LIST, parameters=[query("near", near, required=True)])["params"]
    assert (params["near_floor"].get("required"), params["near_grid"].get("required")) == (True, None)


def test_two_nouns_that_are_one_are_said_once(makes: Make):
    entries = makes(changed({"paths": item("get", f"{P}/checklist/lists/{{id}}/walks", LIST)}))
    assert entries.keys() == {"list_checklist_walks"}


def test_an_abbreviation_has_the_article_of_its_sound(makes: Make):
    for noun, said in (
        ("rfi_walks", "an RFI walk"),
        ("uom_walks", "a unit of measure walk"),
        ("gps_walks", "a GPS walk"),
    ):
        assert entry(makes, "post", f"{P}/{noun}")["description"].startswith(f"Create {said} in one project.")


def test_the_company_is_sent_twice_where_procore_wants_it_twice(makes: Make):
    fields = {"company_id": {"type": "integer"}, "walk": {"type": "object", "properties": {"name": {"type": "string"}}}}
    schema = {"type": "object", "required": ["company_id", "walk"], "properties": fields}
    found = entry(makes, "post", f"{C}/walks", requestBody=body(schema))
    assert found["params"]["company_id"] == {"like": "company_id", "in": "path", "wire": "company_id", "beside": True}


def test_a_field_of_the_record_is_not_the_company_beside_it(makes: Make):
    walk = {"type": "object", "properties": {"company_id": {"type": "integer"}}}
    schema = {
        "type": "object",
        "required": ["company_id", "walk"],
        "properties": {"company_id": {"type": "integer"}, "walk": walk},
    }
    found = entry(makes, "post", "/rest/v1.0/walks", requestBody=body(schema))
    assert found["params"]["walk_company_id"] == {
        "in": "body",
        "wire": "company_id",
        "schema": {"type": "integer", "description": "Id of the company."},
    }


def test_files_inside_an_object_are_arguments_of_their_own(makes: Make):
    photo = {"type": "object", "required": ["data"], "properties": {"data": FILE, "name": {"type": "string"}}}
    fields = {
        "name": {"type": "string"},
        "photo": photo,
        "more": {"type": "array", "items": FILE},
        "guide": {"type": "object"},
    }
    found = entry(makes, "post", f"{P}/walks", requestBody=body({"type": "object", "properties": fields}))
    assert found["body"] == {"encoding": "multipart"}
    assert (found["params"]["photo_data"]["wire"], found["params"]["photo_data"]["file"]) == ("photo.data", True)
    assert found["params"]["more"]["schema"]["type"] == "array"


def test_a_list_that_may_be_left_out_is_optional(makes: Make):
    rows = {"type": "array", "items": {"type": "object", "properties": {"name": {"type": "string"}}}}
    found = entry(makes, "post", f"{P}/walks", requestBody=body(rows, required=False))
    assert "required" not in found["params"]["walks"]


def test_a_choice_of_bodies_is_its_first_object(makes: Make):
    one = {"type": "object", "properties": {"name": {"type": "string"}}}
    found = entry(makes, "post", f"{P}/walks", requestBody=body({"oneOf": [{"type": "array", "items": one}, one]}))
    assert "name" in found["params"]


def test_a_parameter_may_be_described_by_its_content(makes: Make):
    parameters = [{"name": "floor", "in": "query", "content": {"application/json": {"schema": {"type": "integer"}}}}]
    found = entry(makes, "get", f"{P}/walks", LIST, parameters=[*parameters, {"name": "grid", "in": "query"}])
    assert found["params"]["floor"]["schema"]["type"] == "integer"
    assert found["params"]["grid"]["schema"]["type"] == "array"


def test_a_description_names_what_fits(makes: Make):
    names = [f"something_that_has_a_really_very_long_name_and_is_wanted_all_the_same_{number}" for number in range(9)]
    parameters = [query(name, {"type": "string"}, required=True) for name in names]
    path = (
        f"{P}/unusually_long_winded_descriptions_of_walks/{{id}}/subcontractor_schedule_of_values_status_change_reasons"
    )
    module = {"tags": [f"Core/{'A module with a name that goes on and on ' * 3}/x"]}
    found = entry(makes, "get", path, LIST, parameters=parameters, deprecated=True, **module)
    assert len(found["description"]) <= 300
    assert "Module" not in found["description"]


def test_a_description_without_any_room_names_no_argument(makes: Make):
    path = (
        f"{P}/unusually_long_winded_descriptions_of_walks/{{id}}/subcontractor_schedule_of_values_status_change_reasons"
    )
    name = "something_that_has_a_really_long_name_and_is_wanted_all_the_sam"
    same = item("get", path, LIST, parameters=[query(name, {"type": "string"})], deprecated=True)
    again = item(
        "get", f"{path}/{{reason_id}}/all", LIST, parameters=[query(name, {"type": "string"})], deprecated=True
    )
    entries: Entries = makes(changed({"paths": same | again}))
    assert all(len(one["description"]) <= 300 for one in entries.values())


def test_a_header_is_one_value(makes: Make):
    parameters = [{"name": "Tags", "in": "header", "schema": {"type": "array", "items": {"type": "string"}}}]
    found = entry(makes, "get", f"{P}/walks", LIST, parameters=parameters)
    assert found["params"]["tags"]["schema"] == {"type": "string", "description": "Tags."}


def test_lists_of_lists_stay_what_they_are(makes: Make):
    grid = {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}}
    found = entry(makes, "post", f"{P}/walks", requestBody=body({"type": "object", "properties": {"grid": grid}}))
    inner = found["params"]["grid"]["schema"]["items"]
    assert inner == {"type": "array", "items": {"type": "integer"}, "description": "Grid."}


def test_a_list_as_the_whole_body_of_a_form_is_nothing_that_a_tool_sends(imports: Import):
    rows = body({"type": "array", "items": {"type": "string"}}, "multipart/form-data")
    calls = item("post", f"{P}/walks", requestBody=rows) | item("get", f"{P}/guides", LIST)
    report = imports(changed({"paths": calls}))
    assert (report.calls, report.generated) == (2, 1)


def test_what_the_document_leaves_open_is_guessed_from_the_name(makes: Make):
    names = ("label", "guide_id", "guide_ids", "photos", "fuel_units", "attachment")
    stop = {"type": "object", "properties": {name: {"type": "object"} for name in names}}
    schema = {"type": "object", "properties": {"stop": stop, "day": {"type": "string"}}}
    fields = entry(makes, "post", f"{P}/walks", requestBody=body(schema))["params"]["stop"]["schema"]["properties"]
    kinds = {name: [kind["type"] for kind in fields[name].get("anyOf", [fields[name]])] for name in names}
    assert kinds == {
        "label": ["string", "number", "boolean"],
        "guide_id": ["integer", "string"],
        "guide_ids": ["array"],
        "photos": ["array"],
        "fuel_units": ["string", "number", "boolean"],
        "attachment": ["string", "number", "boolean", "object"],
    }


def test_a_plain_word_is_looked_up_as_it_is_when_there_is_such_a_list(makes: Make):
    fields = {"type": "object", "properties": {"task_id": {"type": "integer"}, "note_id": {"type": "integer"}}}
    calls = item("post", f"{P}/walks", requestBody=body(fields)) | item("get", f"{P}/tasks", LIST)
    found = makes(changed({"paths": calls}))["create_walk"]
    assert (described(found, "task_id"), described(found, "note_id")) == (
        "Id of the task. From list_tasks.",
        "Id of the note.",
    )


def test_what_is_open_here_is_what_it_is_everywhere_else(makes: Make):
    def fields(**more: Any) -> dict[str, Any]:
        named = {"title": {"type": "string"}, "rank": {"type": "integer"}, "scan": FILE}
        return body({"type": "object", "properties": {**named, **more}})

    told = [item("post", f"{P}/{noun}", requestBody=fields()) for noun in ("walks", "stops", "guides")]
    mixed = item("post", f"{P}/floors", requestBody=fields(rank={"type": "string"}))
    rows = {
        "type": "array",
        "items": {"type": "object", "properties": {name: {} for name in ("title", "rank", "scan")}},
    }
    open_ = item("post", f"{P}/tours", requestBody=body(rows))
    entries = makes(changed({"paths": {**told[0], **told[1], **told[2], **mixed, **open_}}))
    found = entries["create_tours"]["params"]["tours"]["schema"]["items"]["properties"]
    assert found["title"] == {"type": "string"}
    assert [kind["type"] for kind in found["rank"]["anyOf"]] == ["string", "number", "boolean"]
    assert [kind["type"] for kind in found["scan"]["anyOf"]] == ["string", "number", "boolean"]
