"""Names and sentences out of paths."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.catalog.openapi.conftest import Make
from tests.catalog.openapi.published import COMPANY_HEADER, PROJECT, answers, body, changed, operation, query

COMPANY = {"name": "company_id", "in": "path", "required": True, "schema": {"type": "integer"}}
RECORD = answers({"type": "object"})
LIST = answers({"type": "array", "items": {"type": "object"}})
P, C = "/rest/v1.0/projects/{project_id}", "/rest/v1.0/companies/{company_id}"
W = "/rest/v1.0/workforce-planning/v2/companies/{company_id}"


def path_params(path: str) -> list[dict[str, Any]]:
    names = [part.partition("}")[0] for part in path.split("{")[1:]]
    return [{"name": name, "in": "path", "required": True, "schema": {"type": "integer"}} for name in names]


def made(makes: Make, *calls: tuple[str, str, str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Of a document with these calls alone: method, path, title and answers."""
    paths: dict[str, Any] = {}
    for method, path, title, responses in calls:
        item = paths.setdefault(path, {"parameters": [COMPANY_HEADER, *path_params(path)]})
        item[method] = operation(title, responses)
    return makes(changed({"paths": paths}))


# Method, path, what it answers, the name, and how the description starts; P, C and W are the paths of project, company
# and workforce planning.
WORDS = """
get P/walks/inactive list = list_inactive_walks
    List the inactive walks in one project
patch P/walks/inactive/{id} record = reactivate_walk
    Reactivate one walk in one project
get P/recycle_bin/walks list = list_recycled_walks
    List the recycled walks in one project
get P/walks/filter_options/guide_id list = list_walk_guide_options
    List the choices of the filter "guide" for walks in one project
get P/walk_settings record = show_walk_settings
    Show the walk settings in one project
get C/company_settings record = show_company_settings
    Show the company settings
patch P/walk_settings record = update_walk_settings
    Change the walk settings in one project
get C/walk_equipment/{id} record = show_walk_equipment
    Show one piece of walk equipment in the company
post C/walk_equipment record = create_walk_equipment
    Create walk equipment in the company
get C/walk_equipment/{id}/photos list = list_walk_equipment_photos
    List the photos of one piece of walk equipment in the company
get P/walks/{id}/stops/{stop_id} record = show_walk_stop
    Show one stop of one walk in one project
post P/walks/{id}/stops record = create_walk_stop
    Create a stop of one walk in one project
post P/walks/create_from_template record = create_walk_from_template
    Create a walk from a template in one project
post P/walks/{id}/send_email record = send_walk_by_email
    Send one walk by email in one project
post P/walk_emails/{id}/send_email record = send_walk_email
    Send one walk email in one project
get P/walk_settings/{id}/photos list = list_walk_settings_photos
    List the photos of the walk settings in one project
post P/walks/send_unsent record = send_unsent_walks
    Send several unsent walks in one project
put P/walks/add_stop record = add_walk_stop
    Add a stop to the walk in one project
put P/walks/{id}/remove_stop record = remove_walk_stop
    Remove the stop from one walk in one project
post P/walks/{id}/pdf record = export_walk_pdf
    Export the PDF of one walk in one project
post P/walk_box/bulk_create record = create_walk_boxes
    Create several walk boxes in one project
post P/walks/bulk_create record = create_walks
    Create several walks in one project
delete P/walk_equipment/bulk_destroy record = delete_walk_equipment_in_bulk
    Delete the walk equipment in bulk in one project
post P/walks/recycle_bin list = search_recycled_walks
    Search the recycled walks in one project
get P/walk_plans/plans list = list_walk_plans
    List the walk plans in one project
get P/work_breakdown_structure/codes list = list_wbs_codes
    List the WBS codes in one project
get P/walks/{id}.pdf text = download_walk_pdf
    Download the PDF of one walk in one project
get P/settings/my/avatar record = show_my_settings_avatar
    Show my settings avatar in one project
post C/walks/{id}/validate record = validate_walk
    Validate one walk in the company
post C/walks/validate record = validate_walks
    Validate several walks in the company
get P/logo record = show_project_logo
    Show the project logo in one project
get C/logo record = show_company_logo
    Show the company logo
get W/projects/{project_id} record = show_workforce_project
    Show one workforce project in the company
get W/projects/{project_id}/roles list = list_workforce_roles
    List the workforce roles in one project
delete C/managed_equipment_maintenance_logs/{id}/attachments/{n} record = delete_equipment_maintenance_log_attachment
    Delete one attachment of one managed equipment maintenance log in the company
post C/custom_field_definitions/{id}/custom_field_lov_entries/bulk_create record = create_custom_field_lov_entries
    Create several custom field list of values entries of one custom field definition in the company
"""
ANSWERS = {"list": LIST, "record": RECORD, "text": answers({"type": "string"})}


def rows() -> list[tuple[str, str, str]]:
    lines = [line.strip() for line in WORDS.strip().splitlines()]
    return [
        (call, name, said)
        for head, said in zip(lines[::2], lines[1::2], strict=True)
        for call, name in [head.split(" = ")]
    ]


@pytest.mark.parametrize(("call", "name", "said"), rows())
def test_a_path_is_said_in_plain_words(makes: Make, call: str, name: str, said: str):
    method, path, kind = call.split()
    path = re.sub("^[PCW]", lambda start: {"P": P, "C": C, "W": W}[start[0]], path)
    entries = made(makes, (method, path, "List Things" if kind == "list" else "Things", ANSWERS[kind]))
    assert list(entries) == [name]
    assert entries[name]["description"].startswith((f"{said}.", f"{said}, by page.", f"{said}; what is left out"))


def test_the_same_thing_of_company_and_project_says_whose_it_is(makes: Make):
    entries = made(makes, ("get", f"{C}/walks", "List", LIST), ("get", f"{P}/walks", "List", LIST))
    assert entries["list_company_walks"]["title"] == "List walks, company level"
    assert entries["list_project_walks"]["title"] == "List walks, project level"


def test_two_major_versions_that_take_different_things_are_both_there(makes: Make):
    walks = {"get": operation("List Walks", LIST, parameters=[query("floor", {"type": "integer"})])}
    newer = {"get": operation("List Walks", LIST, parameters=[query("story", {"type": "integer"})])}
    entries = makes(changed({"paths": {"/rest/v1.0/walks": walks, "/rest/v2.0/walks": newer}}))
    assert len(entries) == 2
    assert len({(entry["title"], entry["description"]) for entry in entries.values()}) == 2


def test_what_no_word_tells_apart_is_told_apart_all_the_same(makes: Make):
    same = [(method, f"{P}/walks/{{id}}/toggle", "Toggle", RECORD) for method in ("patch", "put")]
    entries = made(makes, *same, ("patch", f"{P}/walks/{{id}}/toggles", "Toggle", RECORD))
    assert len(entries) == 3
    assert len({entry["title"] for entry in entries.values()}) == 3


def test_long_names_are_cut_to_what_fits(makes: Make):
    long = "subcontractor_schedule_of_values_status_change_reason_templates"
    paths = [f"{P}/{long}", f"{P}/{long}/{{id}}/{long}", f"{C}/{long}"]
    entries = made(makes, *(("get", path, "List", LIST) for path in paths))
    assert len(entries) == 3
    assert max(map(len, entries)) <= 50
    assert max(len(entry["title"]) for entry in entries.values()) <= 80
    assert max(len(entry["description"]) for entry in entries.values()) <= 300


def test_a_path_of_nothing_but_scope_is_about_the_record_itself(makes: Make):
    entries = made(makes, ("get", C, "Show", RECORD), ("get", "/rest/v1.0/all", "Show", RECORD))
    assert entries.keys() == {"show_company", "show_record"}


def test_find_or_create_is_no_read(makes: Make):
    entries = made(makes, ("post", f"{P}/walks/find_or_create", "Find or Create Walk", RECORD))
    assert entries["create_walk_if_missing"]["safety"] == "write"


def test_a_post_that_gets_is_a_read(makes: Make):
    entries = made(makes, ("post", f"{P}/walk_structure", "Get Walk Structure", RECORD))
    assert entries["show_walk_structure"]["safety"] == "read"


def test_a_post_to_one_record_that_updates_is_an_update(makes: Make):
    assert made(makes, ("post", f"{P}/walks/{{id}}", "Update Walk", RECORD)).keys() == {"update_walk"}


def test_money_asks_first_but_its_exports_do_not(makes: Make):
    contract = {"tags": ["Finance/Contracts/walks"]}
    item = {
        "parameters": [PROJECT, {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "patch": operation("Update", RECORD) | contract,
    }
    export = {"parameters": item["parameters"], "post": operation("Export", RECORD) | contract}
    entries = makes(changed({"paths": {f"{P}/walks/{{id}}": item, f"{P}/walks/{{id}}/pdf": export}}))
    assert (entries["update_walk"]["safety"], entries["export_walk_pdf"]["safety"]) == ("commit", "write")


def test_arguments_never_share_a_name(makes: Make):
    item = {
        "parameters": [PROJECT, {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
        "patch": operation(
            "Update Walk",
            RECORD,
            parameters=[query("status", {"type": "string"}), query("fields", {"type": "string"})],
            requestBody=body(
                {"type": "object", "properties": {"status": {"type": "string"}, "walk_status": {"type": "string"}}}
            ),
        ),
    }
    params = makes(changed({"paths": {f"{P}/walks/{{id}}": item}}))["update_walk"]["params"]
    wires = {name: param.get("wire", name) for name, param in params.items() if isinstance(param, dict)}
    assert wires == {
        "walk_id": "id",
        "status": "status",
        "walk_fields": "fields",
        "walk_status": "status",
        "walk_walk_status": "walk_status",
    }


def test_a_project_named_in_the_body_is_filled(makes: Make):
    fields = {
        "type": "object",
        "required": ["project_id"],
        "properties": {"project_id": {"type": "integer"}, "name": {"type": "string"}},
    }
    wrapped = {"type": "object", "required": ["walk"], "properties": {"walk": fields}}
    item = {"post": operation("Create Walk", RECORD, requestBody=body(wrapped))}
    entry = makes(changed({"paths": {"/rest/v1.0/walks": item}}))["create_walk"]
    assert entry["params"]["project_id"] == {"like": "project_id", "in": "body", "wire": "project_id"}
    assert entry["description"].startswith("Create a walk in one project.")
