"""Tasks: found by state, person and day."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

TASKS = "/rest/v1.0/task_items"


@pytest.mark.anyio
async def test_some_are_late(procore: Visitor) -> None:
    path = f"{TASKS}?project_id={{project}}&filters[due_date]=2026-01-01...2026-09-20&filters[status][]=initiated"
    assert {task["status"] for task in await procore.get(path)} == {"initiated"}


@pytest.mark.anyio
async def test_a_persons_tasks_are_found(procore: Visitor) -> None:
    people = await procore.get(f"{TASKS}/assignees?project_id={{project}}&filters[search]=nina")
    assert [set(person) for person in people] == [{"id", "login", "name", "locale"}]
    mine = await procore.get(f"{TASKS}?project_id={{project}}&filters[assigned_id]={people[0]['id']}&sort=-due_date")
    assert len(mine) == 2
    assert mine[0]["due_date"] > mine[1]["due_date"]
    shown = await procore.get(f"{TASKS}/{mine[0]['id']}?project_id={{project}}&view=compact")
    assert set(shown) == {"id", "title"}


@pytest.mark.anyio
async def test_categories_are_the_companys_in_this_project(procore: Visitor) -> None:
    path = "/rest/v1.0/companies/{company}/projects/{project}/task_item_categories"
    assert set((await procore.get(path))[0]) == {"id", "name"}
    assert all(isinstance(number, int) for number in await procore.get(f"{path}?view=ids_only"))
