from __future__ import annotations

from procore_mcp.simulator.json_types import records_in
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import of_project, project, user, words


def test_the_world_is_as_large_as_promised(world: World) -> None:
    main = {name: len(of_project(world, name, "alder")) for name in ("rfis", "coordination_issues", "meetings")}
    assert main["rfis"] >= 60
    assert main["coordination_issues"] >= 30
    assert main["meetings"] >= 8
    assert len(world.records["users"]) >= 25
    assert len(world.records["vendors"]) >= 12
    assert len(words(world.records["meetings"], "_group_title")) == 3


def test_an_engineer_a_superintendent_and_an_administrator_sign_in(world: World) -> None:
    titles = [user(world, key)["job_title"] for key in ("priya", "dale", "ines")]
    assert [person.user_id for person in world.people_who_sign_in] == [
        user(world, key)["id"] for key in ("priya", "dale", "ines")
    ]
    assert titles == ["Project Engineer", "Superintendent", "IT Administrator"]


def test_the_default_person_sees_the_main_project_but_not_the_confidential_one(world: World) -> None:
    default = world.people_who_sign_in[0].user_id
    seen = [record for record in world.records["projects"] if default in list_of(record["_visible_to"])]
    assert words(seen, "_key") == {"alder", "bearcreek", "fernhill", "harrow", "modelhome"}


def list_of(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def test_a_company_administrator_sees_every_project_of_the_company(world: World) -> None:
    ines = user(world, "ines")
    company = list_of(ines["_admin_company_ids"])[0]
    theirs = [record for record in world.records["projects"] if record["_company_id"] == company]
    assert all(ines["id"] in list_of(record["_visible_to"]) for record in theirs)


def test_the_app_is_missing_from_one_company_only(world: World) -> None:
    missing = [record["_key"] for record in world.records["companies"] if not record["_app_installed"]]
    assert missing == ["pinehollow"]


def test_companies_live_in_different_zones(world: World) -> None:
    assert [record["_zone"] for record in world.records["companies"]] == ["us02", "uk01", "us01"]


def test_projects_differ_in_time_zone_and_stage(world: World) -> None:
    zones = words(world.records["projects"], "time_zone")
    assert zones == {"Pacific Time (US & Canada)", "Mountain Time (US & Canada)", "London"}
    assert len(words(world.records["projects"], "stage")) >= 4


def test_rfis_are_switched_off_in_one_project(world: World) -> None:
    tools = {record["engine_name"]: record["is_active"] for record in of_project(world, "tools", "fernhill")}
    assert tools["rfi"] is False
    assert tools["directory"] is True
    assert "rfis" in list_of(project(world, "fernhill")["_disabled_tools"])


def test_permissions_exist_for_every_project_of_everyone_who_signs_in(world: World) -> None:
    granted = {(record["_user_id"], record["_project_id"]) for record in world.records["permissions"]}
    for person in world.people_who_sign_in:
        record = next(user for user in world.records["users"] if user["id"] == person.user_id)
        for number in list_of(record["_project_ids"]):
            assert (person.user_id, number) in granted


def _level(world: World, person: str, key: str, tool: str) -> object:
    who, where = user(world, person)["id"], project(world, key)["id"]
    grants = world.records["permissions"]
    found = next(grant for grant in grants if grant["_user_id"] == who and grant["_project_id"] == where)
    entry = next(entry for entry in records_in(found["tools"]) if entry["name"] == tool)
    level = entry["user_access_level"]
    assert isinstance(level, dict)
    return level["name"]


def test_access_levels_follow_the_persons_role_and_the_projects_tools(world: World) -> None:
    assert _level(world, "priya", "alder", "rfi") == "Admin"
    assert _level(world, "dale", "alder", "rfi") == "Standard"
    assert _level(world, "dale", "alder", "budgeting") == "None"
    assert _level(world, "ines", "fernhill", "rfi") == "None"


def test_logins_and_names_are_not_repeated(world: World) -> None:
    for field in ("email_address", "name", "mobile_phone"):
        values = [record[field] for record in world.records["users"]]
        assert len(set(values)) == len(values), field


def test_vendors_have_a_primary_contact_who_works_for_them(world: World) -> None:
    firms = {record["id"]: record["vendor"] for record in world.records["users"]}
    for vendor in world.records["vendors"]:
        contact = vendor["primary_contact"]
        assert isinstance(contact, dict)
        assert firms[contact["id"]] == {"id": vendor["id"], "name": vendor["name"]}
