"""Whatever a record points at is in the world, under the same name."""

from __future__ import annotations

import pytest

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.pointers import linked
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import nodes

_POINTS_AT = {
    "location": "locations",
    "cost_code": "cost_codes",
    "specification_section": "specification_sections",
    "responsible_contractor": "vendors",
    "vendor": "vendors",
    "project_stage": "project_stages",
    "project_region": "project_regions",
    "project_type": "project_types",
    "project_bid_type": "project_bid_types",
    "project_owner_type": "project_owner_types",
    "departments": "departments",
    "office": "offices",
    "company": "companies",
    "trade": "trades",
    "trades": "trades",
    "meeting_category": "meeting_categories",
    "meeting_categories": "meeting_categories",
    "meeting_topic": "meeting_topics",
    "answers": "rfi_replies",
    "folders": "folders",
    "files": "files",
}
_OWNED_BY = {
    "_company_id": "companies",
    "_project_id": "projects",
    "_rfi_id": "rfis",
    "_meeting_id": "meetings",
    "_coordination_issue_id": "coordination_issues",
    "_user_id": "users",
    "_drawing_area_id": "drawing_areas",
    "_observation_id": "observations",
    "_root_id": "submittals",
}
PEOPLED = (
    *("rfis", "coordination_issues", "meetings", "meeting_topics", "folders", "files", "submittals", "images"),
    *("punch_items", "observations", "checklists", "incidents"),
)
_LISTS = {
    "_project_ids": "projects",
    "_company_ids": "companies",
    "_admin_company_ids": "companies",
    "_visible_to": "users",
}


@pytest.fixture(scope="module")
def known(world: World) -> dict[str, dict[object, Record]]:
    return {name: {record["id"]: record for record in records} for name, records in world.records.items()}


def test_nested_objects_repeat_what_the_world_holds(world: World, known: dict[str, dict[object, Record]]) -> None:
    for records in world.records.values():
        for record in records:
            for path, node in nodes(record):
                resource = _POINTS_AT.get(path.rpartition(".")[2])
                if resource is None:
                    continue
                target = known[resource][node["id"]]
                shown = {"name", "title", "number", "node_name", "plain_text_body"} & node.keys() & target.keys()
                assert {name: node[name] for name in shown} == {name: target[name] for name in shown}, path


def test_everyone_named_with_a_login_is_a_user(world: World, known: dict[str, dict[object, Record]]) -> None:
    for records in world.records.values():
        for record in records:
            for path, node in nodes(record):
                if "login" in node:
                    person = known["users"][node["id"]]
                    assert (node["login"], node["name"]) == (person["email_address"], person["name"]), path


def test_people_on_a_projects_records_belong_to_the_project(
    world: World, known: dict[str, dict[object, Record]]
) -> None:
    for name in PEOPLED:
        for record in world.records[name]:
            for path, node in nodes(record):
                if "login" in node:
                    projects = known["users"][node["id"]]["_project_ids"]
                    assert isinstance(projects, list)
                    assert record["_project_id"] in projects, (path, node["name"])


def test_bookkeeping_points_at_what_exists(world: World, known: dict[str, dict[object, Record]]) -> None:
    for name, records in world.records.items():
        for record in records:
            for key, resource in _OWNED_BY.items():
                if record.get(key) is not None:
                    assert record[key] in known[resource], (name, key)
            for key, resource in _LISTS.items():
                listed = record.get(key, [])
                assert isinstance(listed, list)
                assert set(listed) <= known[resource].keys(), (name, key)


def test_a_record_and_its_project_belong_to_the_same_company(
    world: World, known: dict[str, dict[object, Record]]
) -> None:
    for name, records in world.records.items():
        for record in records:
            if record.get("_project_id") is not None:
                assert known["projects"][record["_project_id"]]["_company_id"] == record["_company_id"], name


def test_what_a_record_points_at_is_of_the_same_project(world: World, known: dict[str, dict[object, Record]]) -> None:
    for name in PEOPLED:
        for record in world.records[name]:
            for path, node in nodes(record):
                target = known.get(_POINTS_AT.get(path.rpartition(".")[2], ""), {}).get(node.get("id"))
                if target and target.get("_project_id") is not None:
                    assert target["_project_id"] == record["_project_id"], path


def test_every_file_link_leads_to_a_blob_and_every_blob_is_linked(world: World) -> None:
    links = {
        value
        for records in world.records.values()
        for record in records
        for _, node in nodes(record)
        for value in node.values()
        if isinstance(value, str) and linked(value) is not None
    }
    assert {linked(link) for link in links} == world.blobs.keys()


def test_parents_of_locations_and_cost_codes_exist(world: World, known: dict[str, dict[object, Record]]) -> None:
    for place in world.records["locations"]:
        parent = known["locations"].get(place["parent_id"])
        expected = f"{parent['name']}>{place['node_name']}" if parent else place["node_name"]
        assert place["name"] == expected
    for code in world.records["cost_codes"]:
        parent_ref = code["parent"]
        assert isinstance(parent_ref, dict)
        assert parent_ref["id"] is None or parent_ref["id"] in known["cost_codes"]
