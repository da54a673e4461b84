"""Tasks of the schedule: written under some names, shown under others, and summed up in an outline."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.visitor import Visitor

TASKS = "/rest/v1.0/tasks"
HERE = "project_id={project}"


async def named(procore: Visitor, words: str) -> Any:
    return (await procore.get(f"{TASKS}?{HERE}&filters[query]={words}"))[0]


async def made(procore: Visitor, **fields: Any) -> Any:
    body = {"project_id": procore.facts.project_id, "task": fields}
    answer = await procore.ask("POST", TASKS, body)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_the_outline_is_listed_in_rows(procore: Visitor) -> None:
    rows = await procore.get(f"{TASKS}?{HERE}")
    assert [row["row_number"] for row in rows] == list(range(1, len(rows) + 1))
    deck = await named(procore, "Level 10 deck")
    assert deck["full_outline_path"] == "Alder Street Exchange > Structure > Level 10 deck"
    assert (deck["critical_path"], deck["pending"]) == (True, True)
    above = await procore.get(f"{TASKS}/{deck['parent_id']}?{HERE}")
    assert (above["has_children"], above["start_datetime"] <= deck["start_datetime"]) == (True, True)
    some = await procore.get(f"{TASKS}?{HERE}&filters[row_number][]=2&filters[row_number][]=3")
    assert [row["row_number"] for row in some] == [2, 3]


@pytest.mark.anyio
async def test_what_is_written_is_shown_under_other_names(procore: Visitor) -> None:
    above = await named(procore, "Interiors")
    task = await made(
        procore, name="Paint", start="2026-10-01T14:00:00Z", finish="2026-10-09T22:00:00Z", parent_id=above["id"],
        activity_id="IN-900", source_uid="u-1",
    )  # fmt: skip
    assert (task["start_datetime"], task["finish_datetime"]) == ("2026-10-01T14:00:00Z", "2026-10-09T22:00:00Z")
    assert (task["activity_id"], task["schedule_activity_id"]) == ("u-1", "IN-900")
    assert task["full_outline_path"] == "Alder Street Exchange > Interiors > Paint"
    made_there = await made(procore, name="Prime", parent_id=above["id"], full_outline_path="Somewhere > Prime")
    assert made_there["full_outline_path"] == "Somewhere > Prime"
    assert (task["manually_edited"], task["created_by"]["id"]) == (True, procore.facts.user_id)


@pytest.mark.anyio
async def test_a_task_gets_its_crews_and_its_color(procore: Visitor) -> None:
    crew = (await procore.get("/rest/v1.1/projects/{project}/schedule/resources?filters[query]=framing"))[0]
    task = await made(procore, name="Patch", resource_ids=[crew["id"]])
    assert task["resource_name"] == "Framing crew"
    path = f"{TASKS}/{task['id']}"
    colors = {task["color"]}
    for fields in ({"percentage": 50}, {"critical_path": True}, {"percentage": 100, "manually_edited": False}):
        answer = await procore.ask("PATCH", path, {"project_id": procore.facts.project_id, "task": fields})
        colors.add(answer.json()["color"])
    assert len(colors) == 4
    assert (await procore.get(f"{path}?{HERE}"))["manually_edited"] is False
    assert (await procore.ask("DELETE", f"{path}?{HERE}")).status_code == 200
    for wrong in ({"resource_ids": [5]}, {"parent_id": 5}):
        body = {"project_id": procore.facts.project_id, "task": {"name": "Nowhere"} | wrong}
        assert (await procore.ask("POST", TASKS, body)).status_code == 400


@pytest.mark.anyio
async def test_a_first_child_makes_a_summary(procore: Visitor) -> None:
    leaf = await named(procore, "Level 11 deck")
    assert leaf["has_children"] is False
    await made(procore, name="Level 11 pour", parent_id=leaf["id"])
    assert (await procore.get(f"{TASKS}/{leaf['id']}?{HERE}"))["has_children"] is True


@pytest.mark.anyio
async def test_a_summary_goes_with_all_below(procore: Visitor) -> None:
    above, rows = await named(procore, "Envelope"), await procore.get(f"{TASKS}?{HERE}")
    assert (await procore.ask("DELETE", f"{TASKS}/{above['id']}?{HERE}")).status_code == 200
    left = await procore.get(f"{TASKS}?{HERE}")
    assert len(rows) - len(left) == 7
    assert above["id"] not in [row["parent_id"] for row in left]


@pytest.mark.anyio
async def test_the_compact_view_has_names_only(procore: Visitor) -> None:
    row = (await procore.get(f"{TASKS}?{HERE}&view=compact"))[0]
    assert set(row) == {"id", "name", "key", "formatted_name", "task_name"}
