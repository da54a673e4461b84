"""Requested changes: a task waits while one of its own does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.simulator.resources.schedule.test_tasks import HERE, TASKS, named
from tests.simulator.visitor import Visitor

CHANGES = "/rest/v1.1/projects/{project}/schedule/requested_changes"
REVIEW = f"{CHANGES}/review"


async def asked(procore: Visitor, of: Any, **fields: Any) -> Any:
    path = f"/rest/v1.1/projects/{{project}}/schedule/tasks/{of['id']}/requested_changes"
    return await procore.ask("POST", path, {"requested_change": fields})


async def reviewed(procore: Visitor, number: int, *, approved: bool, **fields: Any) -> Any:
    body = {"requested_changes": [{"id": number, "approved": approved} | fields]}
    return await procore.ask("PATCH", REVIEW, body)


@pytest.mark.anyio
async def test_an_approved_change_moves_its_task(procore: Visitor) -> None:
    task = await named(procore, "Level 13 deck")
    wanted = {"start": "2026-11-10", "finish": "2026-11-30", "percentage": 10}
    change = (await asked(procore, task, task=wanted, change_reason="Weather", other_change="Night shift")).json()
    assert (change["status_not_localized"], change["old_start"]) == ("pending", task["start_datetime"][:10])
    assert change["change_requested"].count("<li>") == 4
    assert (await procore.get(f"{TASKS}/{task['id']}?{HERE}"))["pending"] is True
    answer = (await reviewed(procore, change["id"], approved=True, disposition_reason="Reasonable")).json()
    assert (answer[0]["status"], answer[0]["notes"]) == ("Approved", "Reasonable")
    assert answer[0]["requested_by"].endswith("on 2026-09-21")
    moved = await procore.get(f"{TASKS}/{task['id']}?{HERE}")
    assert (moved["pending"], moved["percentage"]) == (False, 10)
    assert moved["start_datetime"] == "2026-11-10" + task["start_datetime"][10:]
    assert (await reviewed(procore, change["id"], approved=False)).json() == answer


@pytest.mark.anyio
async def test_a_rejected_change_moves_nothing(procore: Visitor) -> None:
    task = await named(procore, "Level 13 deck")
    first = (await asked(procore, task, task={"finish": "2026-12-24"})).json()
    second = (await asked(procore, task, task={"finish": "2026-12-31"})).json()
    await reviewed(procore, first["id"], approved=False)
    assert (await procore.get(f"{TASKS}/{task['id']}?{HERE}"))["pending"] is True
    await reviewed(procore, second["id"], approved=False)
    assert {**task, "updated_at": ""} == {**(await procore.get(f"{TASKS}/{task['id']}?{HERE}")), "updated_at": ""}
    both = await procore.get(f"{CHANGES}?task_id={task['id']}")
    assert [change["status"] for change in both] == ["Rejected", "Rejected"]
    days = [change["created_at"] for change in await procore.get(CHANGES)]
    assert days == sorted(days, reverse=True)


@pytest.mark.anyio
async def test_a_change_is_one_of_a_task(procore: Visitor) -> None:
    assert (await asked(procore, {"id": 5}, other_change="Paint it")).status_code == 404
    assert (await reviewed(procore, 5, approved=True)).status_code == 404


@pytest.mark.anyio
async def test_a_change_outlives_its_task(procore: Visitor) -> None:
    task = await named(procore, "Level 13 deck")
    change = (await asked(procore, task, other_change="Drop it")).json()
    await procore.ask("DELETE", f"{TASKS}/{task['id']}?{HERE}")
    assert (await reviewed(procore, change["id"], approved=True)).status_code == 200
