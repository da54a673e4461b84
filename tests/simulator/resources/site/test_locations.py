"""Locations: a tree whose full names follow every move."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

PLACES = "/rest/v1.0/projects/{project}/locations"
PATHS = f"{PLACES}/find_or_create_by_path"


async def place(procore: Visitor, name: str) -> Any:
    found = await procore.get(f"{PLACES}?filters[search]={name}&per_page=500")
    return next(item for item in found if item["name"] == name)


@pytest.mark.anyio
async def test_the_tree_is_searched_from_any_place(procore: Visitor) -> None:
    level = await place(procore, "Level 3")
    below = await procore.get(f"{PLACES}?filters[sublocations_for]={level['id']}")
    assert {item["parent_id"] for item in below} == {level["id"]}
    above = await procore.get(f"{PLACES}?filters[superlocations_for]={below[0]['id']}")
    assert above == [level]
    assert await procore.get(f"{PLACES}?filters[parent_id]={level['id']}") == below
    assert await procore.get(f"{PLACES}?filters[sublocations_for]=5") == []


@pytest.mark.anyio
async def test_levels_of_the_tree_are_asked_for_by_depth(procore: Visitor) -> None:
    tops = await procore.get(f"{PLACES}?filters[depth_range]=1&per_page=500")
    assert {item["parent_id"] for item in tops} == {None}
    everything = await procore.get(f"{PLACES}?filters[depth_range]=1...2&per_page=500")
    assert len(everything) == len(await procore.get(f"{PLACES}?per_page=500")) > len(tops)
    assert (await procore.ask("GET", f"{PLACES}?filters[depth_range]=deep")).status_code == 400


@pytest.mark.anyio
async def test_a_rename_renames_all_below(procore: Visitor) -> None:
    level = await place(procore, "Level 3")
    path = f"{PLACES}/{level['id']}"
    answer = await procore.ask("PATCH", path, {"location": {"node_name": "Third Floor"}})
    assert (answer.status_code, answer.json()["name"]) == (200, "Third Floor")
    below = await procore.get(f"{PLACES}?filters[sublocations_for]={level['id']}")
    assert {item["name"].partition(">")[0] for item in below} == {"Third Floor"}
    assert (await procore.get(path))["node_name"] == "Third Floor"


@pytest.mark.anyio
async def test_a_place_moves_but_not_below_itself(procore: Visitor) -> None:
    level, other = await place(procore, "Level 3"), await place(procore, "Level 4")
    child = (await procore.get(f"{PLACES}?filters[parent_id]={level['id']}"))[0]
    moved = await procore.ask("PATCH", f"{PLACES}/{level['id']}", {"location": {"parent_id": other["id"]}})
    assert moved.json()["name"] == "Level 4>Level 3"
    assert (await procore.get(f"{PLACES}/{child['id']}"))["name"] == f"Level 4>{child['name']}"
    for parent in (child["id"], level["id"], 5):
        refused = await procore.ask("PATCH", f"{PLACES}/{level['id']}", {"location": {"parent_id": parent}})
        assert refused.status_code == 422


@pytest.mark.anyio
async def test_a_name_is_one_step_of_a_path(procore: Visitor) -> None:
    made = await procore.ask("POST", PLACES, {"location": {"node_name": "Level 13"}})
    assert (made.status_code, made.json()["name"], made.json()["parent_id"]) == (201, "Level 13", None)
    for name in ("", "Level 14>Slab"):
        assert (await procore.ask("POST", PLACES, {"location": {"node_name": name}})).status_code == 422
    below = {"location": {"node_name": "Level 13", "parent_id": made.json()["id"]}}
    assert (await procore.ask("POST", PLACES, below)).json()["name"] == "Level 13>Level 13"


@pytest.mark.anyio
async def test_a_path_is_made_once(procore: Visitor) -> None:
    body = {"location": {"path": ["Level 4", "Corridor 401", "Riser Closet"]}}
    first, again = await procore.ask("POST", PATHS, body), await procore.ask("POST", PATHS, body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert first.json()["name"] == "Level 4>Corridor 401>Riser Closet"
    assert (await procore.ask("POST", PATHS, {"location": {"path": [" "]}})).status_code == 422


@pytest.mark.anyio
async def test_what_lies_below_goes_too(procore: Visitor) -> None:
    level = await place(procore, "Level 3")
    below = await procore.get(f"{PLACES}?filters[parent_id]={level['id']}")
    gone = await procore.ask("DELETE", f"{PLACES}/{level['id']}".replace("v1.0", "v1.1"))
    assert gone.status_code == 204
    for item in (level, below[0]):
        assert (await procore.ask("GET", f"{PLACES}/{item['id']}")).status_code == 404


@pytest.mark.anyio
async def test_a_path_is_needed_to_find_or_make_a_place(procore: Visitor) -> None:
    answer = await procore.ask("POST", PATHS, {"location": {}})
    assert (answer.status_code, answer.json()) == (422, {"errors": {"path": ["can't be blank"]}})


@pytest.mark.anyio
async def test_a_level_of_endless_digits_is_no_level(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{PLACES}?filters[depth_range]={'9' * 5_000}")).status_code == 400
