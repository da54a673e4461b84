from __future__ import annotations

import datetime as dt
import json

from procore_mcp.simulator.world import World, build_world
from tests.simulator.world.conftest import TODAY
from tests.simulator.world.reading import nodes


def _ids(world: World) -> dict[str, list[object]]:
    return {name: [record["id"] for record in records] for name, records in world.records.items()}


def test_the_same_seed_and_day_give_the_same_world(world: World) -> None:
    assert build_world(1, TODAY) == world


def test_two_builds_share_no_record(world: World) -> None:
    other = build_world(1, TODAY)
    other.records["rfis"][0]["subject"] = "changed"
    other.records["projects"][0]["departments"] = []
    assert build_world(1, TODAY) == world


def test_another_day_moves_dates_but_no_id(world: World) -> None:
    later = build_world(1, TODAY + dt.timedelta(days=30))
    assert _ids(later) == _ids(world)
    assert later.records["rfis"][0]["created_at"] != world.records["rfis"][0]["created_at"]


def test_another_seed_gives_other_ids_but_keeps_companies_and_projects(world: World) -> None:
    other = build_world(2, TODAY)
    assert _ids(other)["rfis"] != _ids(world)["rfis"]
    assert _ids(other)["companies"] == _ids(world)["companies"]
    assert _ids(other)["projects"] == _ids(world)["projects"]


def test_records_are_plain_json(world: World) -> None:
    assert json.loads(json.dumps(world.records)) == world.records


def test_ids_are_whole_numbers_and_unique_within_a_resource(world: World) -> None:
    for name, ids in _ids(world).items():
        assert all(isinstance(number, int) for number in ids), name
        assert len(set(ids)) == len(ids), name


def test_ids_cover_the_old_range_and_the_one_above_two_to_the_49th(world: World) -> None:
    users = [int(str(record["id"])) for record in world.records["users"]]
    rfis = [int(str(record["id"])) for record in world.records["rfis"]]
    assert max(users) < 2**31
    assert min(rfis) > 2**49
    assert max(rfis) < 2**53


def test_no_two_folders_or_files_share_an_id(world: World) -> None:
    ids = [record["id"] for name in ("folders", "files") for record in world.records[name]]
    assert len(set(ids)) == len(ids)


def test_bookkeeping_keys_stand_only_at_the_top_of_a_record(world: World) -> None:
    for name, records in world.records.items():
        inside = [key for record in records for path, node in nodes(record) if path for key in node]
        assert not [key for key in inside if key.startswith("_")], name
