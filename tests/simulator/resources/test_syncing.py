"""Sync: always 200, with what became of each update."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

SYNC = "/rest/v1.0/tasks/sync?project_id={project}"


@pytest.mark.anyio
async def test_each_update_is_settled_by_itself(procore: Visitor) -> None:
    project = procore.facts.project_id
    task = (await procore.get("/rest/v1.0/tasks?project_id={project}&filters[query]=Paint"))[:1]
    assert task == []
    known = (await procore.get("/rest/v1.0/tasks?project_id={project}&filters[query]=Level 12 deck"))[0]
    updates = [{"name": "Paint"}, {"id": known["id"], "percentage": 5}, {"id": 5, "name": "Lost"}, {"parent_id": 5}]
    answer = await procore.ask("PATCH", SYNC, {"project_id": project, "updates": updates})
    assert answer.status_code == 200
    done = answer.json()
    assert [item["percentage"] for item in done["entities"]] == [0, 5]
    assert done["errors"][0] == {"id": 5, "name": "Lost", "errors": {"id": ["Entity with this ID not found"]}}
    assert set(done["errors"][1]["errors"]) == {"parent_id"}
    assert (await procore.get("/rest/v1.0/tasks?project_id={project}&filters[query]=Paint"))[0]["name"] == "Paint"


@pytest.mark.anyio
async def test_too_many_updates_are_refused(procore: Visitor) -> None:
    body = {"project_id": procore.facts.project_id, "updates": [{"name": "Again"}] * 1001}
    assert (await procore.ask("PATCH", SYNC, body)).status_code == 413
