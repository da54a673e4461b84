"""Calls that do what a tool of people's does, and calls whose names alone would not tell them apart."""

from __future__ import annotations

from typing import Any

import pytest

from tests.catalog.openapi.conftest import Make
from tests.catalog.openapi.published import answers, body, changed, query
from tests.catalog.openapi.test_details import LIST, RECORD, C, P, described, entry, item

PROJECT = query("project_id", {"type": "integer"}, required=True)
IDS = body({"type": "object", "properties": {"ids": {"type": "array", "items": {"type": "integer"}}}})


def made(makes: Make, *items: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return makes(changed({"paths": {path: call for one in items for path, call in one.items()}}))


def test_an_older_form_of_what_people_wrote_has_its_name_with_the_version(makes: Make):
    entries = made(makes, item("get", "/rest/v1.0/rfis", LIST, parameters=[PROJECT]))
    (name,) = entries
    assert name == "list_rfis_v1_0"
    assert entries[name]["title"] == "List RFIs (v1.0)"
    assert "list_rfis is the usual tool for it." in entries[name]["description"]


def test_what_people_wrote_stands_for_its_older_form_where_ids_come_from(makes: Make):
    entries = made(
        makes,
        item("get", "/rest/v1.0/rfis", LIST, parameters=[PROJECT]),
        item("get", "/rest/v1.0/rfis/{rfi_id}/walks/{id}", parameters=[PROJECT]),
    )
    assert described(entries["show_rfi_walk"], "rfi_id").endswith("From list_rfis.")


@pytest.mark.parametrize(
    "path",
    [f"{C}/rfis", "/rest/v1.0/viewer-proxy/projects/{project_id}/rfis"],
    ids=["of the company", "of another product"],
)
def test_what_is_of_another_level_or_product_is_no_form_of_it(makes: Make, path: str):
    (found,) = made(makes, item("get", path, LIST)).values()
    assert "usual tool" not in found["description"]


def test_two_calls_of_the_same_words_are_titled_by_version_and_method(makes: Make):
    newer = f"{C.replace('v1.0', 'v2.0')}/stamps"
    named = body({"type": "object", "properties": {"name": {"type": "string"}}})
    same = item("post", f"{C}/stamps", requestBody=named) | item("post", newer, requestBody=IDS)
    toggles = {path: {**call, "put": call["patch"]} for path, call in item("patch", f"{C}/walks/{{id}}/toggle").items()}
    titles = {found["title"] for found in made(makes, same, toggles).values()}
    assert titles == {
        "Create stamp, company level (v1.0)",
        "Create stamp, company level (v2.0)",
        "Toggle company walk (v1.0 PATCH)",
        "Toggle company walk (v1.0 PUT)",
    }


@pytest.mark.parametrize(
    ("method", "noun", "name", "said"),
    [
        ("delete", "walks", "delete_walks", "Delete several walks in the company."),
        ("patch", "walks", "update_walks", "Change several walks in the company; what is left out stays as it is."),
        ("delete", "equipment", "delete_equipment_in_bulk", "Delete the equipment in bulk in the company."),
    ],
)
def test_what_names_its_records_in_the_body_is_about_several(makes: Make, method: str, noun: str, name: str, said: str):
    entries = made(makes, item(method, f"{C}/{noun}", requestBody=IDS))
    assert list(entries) == [name]
    assert entries[name]["description"].startswith(said)


def test_what_is_made_inside_another_one_says_so(makes: Make):
    entries = made(makes, item("post", f"{C}/catalogs"), item("post", f"{C}/catalogs/{{catalog_id}}"))
    assert entries.keys() == {"create_company_catalog_v1_0", "create_catalog_in_catalog"}


def test_a_list_whose_document_shows_one_element_has_pages_all_the_same(makes: Make):
    one = answers({"type": "object", "properties": {"data": {"type": "object", "properties": {"id": {}}}}})
    pages = [query("page", {"type": "integer"}), query("per_page", {"type": "integer"})]
    found = entry(makes, "get", f"{P}/walks", one, parameters=pages)
    assert (found["paging"], found["result"]) == ("page_number", {"unwrap": "data"})


def test_ids_come_from_the_level_of_the_call(makes: Make):
    lists = [item("get", f"{P}/guides", LIST), item("get", f"{C}/guides", LIST)]
    asks = {"type": "object", "properties": {"guide_id": {"type": "integer"}}}
    stops = [item("post", f"{level}/stops", RECORD, requestBody=body(asks)) for level in (P, C)]
    entries = made(makes, *lists, *stops)
    said = {name: described(found, "guide_id") for name, found in entries.items() if "stop" in name}
    assert said == {
        "create_project_stop": "Id of the guide. From list_project_guides.",
        "create_company_stop": "Id of the guide. From list_company_guides.",
    }


def test_ids_inside_an_argument_say_where_they_come_from(makes: Make):
    row = {"type": "object", "properties": {"guide_id": {"type": "integer"}, "note_id": {"type": "integer"}}}
    rows = body({"type": "array", "items": row})
    entries = made(makes, item("get", f"{P}/guides", LIST), item("post", f"{P}/walks/bulk", requestBody=rows))
    fields = entries["create_walks"]["params"]["walks"]["schema"]["items"]["properties"]
    assert fields == {
        "guide_id": {"type": "integer", "description": "From list_guides."},
        "note_id": {"type": "integer"},
    }


@pytest.mark.parametrize(
    ("method", "path", "safety"),
    [
        ("post", "/rest/v1.0/rfis", "commit"),
        ("patch", f"{P}/rfis/sync", "commit"),
        ("post", f"{P}/rfis/bulk_create", "commit"),
        ("post", f"{P}/rfi_walks", "write"),
    ],
    ids=["another form", "many at once", "several", "something else"],
)
def test_what_people_call_a_commit_is_one_in_every_form(makes: Make, method: str, path: str, safety: str):
    (found,) = made(makes, item(method, path, parameters=[PROJECT] if "{" not in path else [])).values()
    assert found["safety"] == safety
