"""What becomes of a document: every trait that Procore's has, as a tool that the catalog takes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.load import load_catalog
from tests.catalog.openapi.conftest import Entries, Import, Make
from tests.catalog.openapi.published import LIST, changed, query

FREE = {"type": "object", "additionalProperties": {"type": "string"}}


def schema_of(entries: Entries, tool: str, argument: str) -> dict[str, Any]:
    schema: dict[str, Any] = entries[tool]["params"][argument]["schema"]
    return schema


def test_every_call_is_made_by_one_tool_or_says_why_not(imports: Import, folder: Path):
    report = imports()
    assert (report.calls, report.generated, report.left_out) == (20, 16, 1)
    tools = load_catalog(folder).tools
    assert sum(tool.tier == "generated" for tool in tools.values()) == 16
    assert max(len(name) for name in tools) <= 50


def test_the_module_of_the_document_is_the_toolset(imports: Import, folder: Path):
    imports()
    toolset = load_catalog(folder).toolsets["more_site_walk"]
    assert (toolset.title, toolset.tier) == ("More of Site Walk", "generated")


def test_a_tag_of_three_parts_says_the_module_and_the_resource(imports: Import, folder: Path):
    imports(changed({f"paths > {LIST} > get > tags": ["Core/Walking/site-walks"]}))
    tool = load_catalog(folder).tools["list_site_walks"]
    assert (tool.toolset, getattr(tool, "source", None)) == ("more_walking", "Walking / site-walks")


def test_a_document_without_any_module_becomes_the_rest(imports: Import, folder: Path):
    imports(changed({"info > x-tool-category": None, f"paths > {LIST} > get > tags": None}))
    assert load_catalog(folder).tools["list_site_walks"].toolset == "more_other"


def test_what_people_wrote_is_left_to_them(entries: Entries):
    assert "list_rfis" not in entries
    assert not any(entry["http"].endswith("/rfis") for entry in entries.values())


def test_the_newest_version_is_offered(entries: Entries):
    assert entries["show_site_walk"]["http"].startswith("GET /rest/v1.1/")


def test_names_and_texts_are_made_of_facts(entries: Entries):
    photos, closing = entries["list_site_walk_photos"], entries["close_site_walk"]
    assert photos["title"] == "List photos of a site walk"
    assert photos["description"].startswith("List the photos of one site walk in one project, by page.")
    assert closing["description"].startswith("Close one site walk in one project.")
    assert not any("Copied by nobody" in str(entry) for entry in entries.values())


def test_company_and_project_are_filled_wherever_procore_reads_them(entries: Entries):
    in_query, in_body = entries["list_site_walk_types"]["params"], entries["create_site_walk_type"]["params"]
    in_path = entries["list_site_walk_stops"]["params"]
    assert in_query["company_id"] == {"like": "company_id", "in": "query", "wire": "company_id"}
    assert in_body["company_id"] == {"like": "company_id", "in": "body", "wire": "company_id", "beside": True}
    assert in_path["company_id"] == {"like": "company_id", "in": "path", "wire": "company_id"}
    assert in_path["project_id"] == "_common"


def test_pages_are_ours(entries: Entries):
    assert entries["list_site_walks"]["paging"] == "page_number"
    assert entries["list_site_walk_stops"]["paging"] == "cursor"
    assert entries["list_site_walk_photos"]["paging"] == "local"
    assert not {"page", "per_page", "cursor"} & entries["list_site_walks"]["params"].keys()


def test_version_two_is_unwrapped(entries: Entries):
    assert entries["list_site_walk_stops"]["result"] == {"unwrap": "data"}


@pytest.mark.parametrize(
    ("argument", "wire", "kind"),
    [
        ("ids", "filters[id]", "array"),
        ("status", "filters[status]", "array"),
        ("location_ids", "filters[location_id][]", "array"),
        ("walked_by_ids", "filters[walked_by_id]", "array"),
        ("urgent", "filters[urgent]", "boolean"),
        ("near_latitude", "near[latitude]", "number"),
        ("flags", None, "object"),
        ("anything", None, "array"),
    ],
)
def test_filters_have_plain_names_and_types(entries: Entries, argument: str, wire: str | None, kind: str):
    param = entries["list_site_walks"]["params"][argument]
    assert (param["in"], param.get("wire")) == ("query", wire)
    assert param["schema"]["type"] == kind
    assert param.get("list") == ("brackets" if kind == "array" else None)


def test_a_filter_by_time_has_two_ends(entries: Entries):
    params = entries["list_site_walks"]["params"]
    ends = {name: (params[name]["wire"], params[name]["range"]) for name in ("created_since", "created_until")}
    assert ends == {
        "created_since": ("filters[created_at]", "since"),
        "created_until": ("filters[created_at]", "until"),
    }


def test_choices_and_defaults_stay(entries: Entries):
    assert schema_of(entries, "list_site_walks", "status")["items"] == {"enum": ["open", "closed"]}
    sort = schema_of(entries, "list_site_walks", "sort")
    assert (sort["enum"], sort["default"]) == (["name", "-name"], "name")


def test_headers_of_ours_are_none_of_the_arguments(entries: Entries):
    headers = {
        name: param["wire"]
        for name, param in entries["create_site_walk"]["params"].items()
        if isinstance(param, dict) and param.get("in") == "header"
    }
    assert headers == {"idempotency_token": "Idempotency-Token"}
    assert entries["create_site_walk"]["params"]["idempotency_token"]["required"]
    assert entries["list_site_walks"]["params"]["locale"]["in"] == "header"


def test_a_wrapper_is_taken_off_and_what_stands_beside_it_stays_there(entries: Entries):
    creating = entries["create_site_walk"]
    assert creating["body"] == {"wrap": "site_walk"}
    assert creating["params"]["send_emails"]["beside"]
    assert "beside" not in creating["params"]["name"]


def test_parts_of_a_schema_count_together(entries: Entries):
    """The name is described in one part, and required by another."""
    assert entries["create_site_walk"]["params"]["name"]["required"]
    assert schema_of(entries, "create_site_walk", "private")["type"] == "boolean"


def test_nested_bodies_stay_nested_and_typed(entries: Entries):
    route = schema_of(entries, "create_site_walk", "route")
    stop = route["properties"]["stops"]["items"]
    assert stop["properties"].keys() == {"location_id", "remark"}
    assert (route["required"], stop["required"]) == (["stops"], ["location_id"])


def test_a_schema_that_holds_itself_is_cut_where_it_starts_again(entries: Entries):
    detours = schema_of(entries, "create_site_walk", "route")["properties"]["detours"]
    assert "stops" not in str(detours)


def test_what_may_be_empty_takes_null(entries: Entries, makes: Make):
    status, starts = (schema_of(entries, "create_site_walk", name) for name in ("status", "starts_at"))
    assert (status["type"], status["enum"]) == (["string", "null"], ["open", "closed"])
    assert (starts["type"], starts["format"]) == (["string", "null"], "date-time")
    nullable = makes(changed({"components > schemas > WalkFields > properties > guide > nullable": True}))
    guide = schema_of(nullable, "create_site_walk", "guide")
    assert guide["anyOf"] == [{"type": ["integer", "null"]}, {"type": "string"}]


def test_the_types_of_openapi_3_1_are_read(makes: Make):
    entries = makes(
        changed(
            {
                "openapi": "3.1.0",
                "components > schemas > WalkFields > properties > pass_code": {"type": ["string", "null"]},
                "components > schemas > WalkFields > properties > name": {"type": ["string", "integer"]},
                "components > schemas > WalkFields > properties > counts": {"items": {"type": "integer"}},
            }
        )
    )
    code, counts, name = (schema_of(entries, "create_site_walk", one) for one in ("pass_code", "counts", "name"))
    assert code["type"] == ["string", "null"]
    assert counts["items"] == {"type": "integer"}
    assert len(name["anyOf"]) > 1


def test_alternatives_are_brought_together(entries: Entries, makes: Make):
    assert schema_of(entries, "create_site_walk", "guide")["anyOf"] == [{"type": "integer"}, {"type": "string"}]
    assert schema_of(entries, "create_site_walk", "weather")["enum"] == ["dry", "wet"]
    person = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
    firm = {"type": "object", "required": ["id", "trade"], "properties": {"id": {"type": "integer"}, "trade": FREE}}
    objects = makes(changed({"components > schemas > WalkFields > properties > guide": {"oneOf": [person, firm]}}))
    guide = schema_of(objects, "create_site_walk", "guide")
    assert (guide["properties"].keys(), guide["required"]) == ({"id", "trade"}, ["id"])


def test_what_procore_writes_is_no_argument(entries: Entries):
    assert "created_at" not in entries["create_site_walk"]["params"]


def test_custom_fields_have_keys_of_their_own(entries: Entries):
    assert entries["create_site_walk"]["params"]["custom_fields"]["spread"]
    assert (
        schema_of(entries, "update_site_walks", "site_walks")["items"]["properties"]["custom_fields"]["x-wire"] == "*"
    )


def test_names_that_clients_refuse_are_ours_on_the_outside_only(entries: Entries):
    assert entries["create_site_walk"]["params"]["notes_to_self"]["wire"] == "notes to self"
    inner = schema_of(entries, "update_site_walks", "site_walks")["items"]["properties"]["notes_to_self"]
    assert inner["x-wire"] == "notes to self"


def test_secrets_are_marked(entries: Entries):
    assert entries["create_site_walk"]["params"]["password"]["secret"]


def test_choices_of_numbers_are_told_in_words(entries: Entries):
    priority = schema_of(entries, "create_site_walk", "priority")
    assert "enum" not in priority
    assert priority["description"].endswith("One of 1, 2, 3.")


def test_ids_that_the_document_leaves_open_are_ids(entries: Entries):
    assert schema_of(entries, "create_site_walk", "trade_ids")["items"]["anyOf"] == [
        {"type": "integer"},
        {"type": "string"},
    ]


def test_a_map_has_typed_values(entries: Entries):
    assert schema_of(entries, "create_site_walk", "counts")["additionalProperties"] == {"type": "integer"}


def test_a_root_that_is_a_list_is_one_argument(entries: Entries):
    assert entries["update_site_walks"]["body"] == {"rows": "site_walks"}
    rows = schema_of(entries, "update_site_walks", "site_walks")
    assert rows["items"]["required"] == ["id"]
    assert entries["update_site_walks"]["params"]["site_walks"]["required"]


def test_files_travel_in_a_form(entries: Entries):
    photo = entries["create_site_walk_photo"]
    assert photo["body"] == {"encoding": "multipart", "wrap": "photo"}
    assert photo["params"]["data"]["file"]
    assert photo["params"]["data"]["required"]


def test_forms_are_forms(entries: Entries):
    assert entries["create_site_walk_type"]["body"] == {"encoding": "form", "wrap": "site_walk_type"}


def test_a_body_without_names_takes_any_keys(entries: Entries):
    assert entries["search_site_walks"]["params"]["attributes"]["spread"]


def test_meanings_come_from_the_glossary_when_they_fit(entries: Entries, makes: Make):
    assert schema_of(entries, "create_site_walk", "walked_on")["description"] == "Day of the walk."
    assert schema_of(entries, "list_site_walks", "urgent")["description"] == "True for walks that cannot wait."
    as_text = makes(changed({f"paths > {LIST} > get > parameters > 7": query("urgent", {"type": "string"})}))
    assert schema_of(as_text, "list_site_walks", "urgent")["description"] == "Urgent."


def test_an_id_says_where_it_comes_from(entries: Entries):
    shown = schema_of(entries, "show_site_walk", "site_walk_id")
    assert shown["description"] == "Id of the site walk. From list_site_walks."


@pytest.mark.parametrize(
    ("tool", "safety"),
    [
        ("list_site_walks", "read"),
        ("search_site_walks", "read"),
        ("create_site_walk_type", "write"),
        ("restore_site_walk", "write"),
        ("create_site_walk", "commit"),
        ("close_site_walk", "commit"),
        ("delete_site_walk", "delete"),
        ("delete_site_walks", "delete"),
    ],
)
def test_safety_follows_from_what_happens(entries: Entries, tool: str, safety: str):
    assert entries[tool]["safety"] == safety


def test_a_write_says_where_to_look_for_it(entries: Entries):
    looks = {name: entry.get("look_with") for name, entry in entries.items()}
    assert looks["create_site_walk"] == looks["delete_site_walks"] == "list_site_walks"
    assert looks["update_site_walk"] == looks["restore_site_walk"] == "show_site_walk"
    assert looks["show_site_walk"] is None


def test_answers_without_a_body_and_files_are_known(entries: Entries):
    assert entries["delete_site_walk"]["result"] == {"empty": True}
    assert entries["download_site_walk_pdf"]["result"] == {"file": True}


def test_what_is_deprecated_says_so(entries: Entries):
    assert entries["list_site_walk_types"]["deprecated"]
    assert "deprecated" in entries["list_site_walk_types"]["description"]


def test_a_delete_with_a_body_is_documented(entries: Entries):
    assert entries["delete_site_walks"]["body"] == {"documented": True}
