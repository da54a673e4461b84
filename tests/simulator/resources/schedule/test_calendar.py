"""The calendar, the crews and the files of the schedule."""

from __future__ import annotations

import httpx2
import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

ITEMS = "/rest/v1.0/projects/{project}/schedule/calendar_items"
TODOS = "/rest/v1.0/todos"
EVENTS = "/rest/v1.0/calendar_events?project_id={project}"
FILES = "/rest/v1.0/schedule_integration"
CREWS = "/rest/v1.1/projects/{project}/schedule/resources"


@pytest.mark.anyio
async def test_items_that_overlap_are_found(procore: Visitor) -> None:
    item = (await procore.get(f"{ITEMS}?filters[query]=skid"))[0]
    for query in (
        f"start_date={item['finish']}&finish_date={item['finish']}",
        f"filters[date]={item['start']}",
        f"filters[date]={item['start']}...{item['finish']}",
        f"filters[assigned_id]={item['assigned']['id']}",
    ):
        assert item in await procore.get(f"{ITEMS}?{query}"), query
    assert item not in await procore.get(f"{ITEMS}?filters[date]=2026-01-01")
    assert await procore.get(f"{ITEMS}?view=total_count_only") == {"total_count": len(await procore.get(ITEMS))}
    assert await procore.get(f"{ITEMS}?view=ids_only&sort=id") == sorted(row["id"] for row in await procore.get(ITEMS))


@pytest.mark.anyio
async def test_an_item_is_written(procore: Visitor) -> None:
    body = {"calendar_item": {"name": "Topping out party", "start": "2026-12-18", "finish": "2026-12-18"}}
    made = (await procore.ask("POST", ITEMS, body)).json()
    assert (made["task_name"], made["full_outline_path"]) == ("Topping out party", "Topping out party")
    path = f"{ITEMS}/{made['id']}"
    changed = (await procore.ask("PATCH", path, {"calendar_item": {"percentage": 100}})).json()
    assert changed["percentage"] == 100
    assert (await procore.ask("DELETE", path)).status_code == 200
    assert (await procore.ask("GET", path)).status_code == 404


@pytest.mark.anyio
async def test_todos_and_tasks_are_events(procore: Visitor) -> None:
    body = {
        "project_id": procore.facts.project_id,
        "todo": {
            "name": "Sweep", "start_datetime": "2026-09-22T15:00:00Z", "finish_datetime": "2026-09-22T16:00:00Z",
            "assignment_id": await procore.someone(),
        },
    }  # fmt: skip
    made = (await procore.ask("POST", TODOS, body)).json()
    assert made["assignment"]["name"].startswith("Dale")
    day = "calendar[start_datetime]=2026-09-22&calendar[finish_datetime]=2026-09-23"
    events = await procore.get(f"{EVENTS}&{day}")
    assert made in events["todos"]
    assert 0 < len(events["tasks"]) < len((await procore.get(f"{EVENTS}&per_page=500"))["tasks"])
    assert len((await procore.get(f"{EVENTS}&page=2&per_page=3"))["tasks"]) == 3
    assert events["schedule_tasks_last_updated_at"]


@pytest.mark.anyio
async def test_crews_name_their_project(procore: Visitor) -> None:
    body = {"project_id": procore.facts.project_id, "resource": {"name": "Night crew"}}
    made = (await procore.ask("POST", CREWS, body)).json()
    assert (made["project_id"], made["company_id"]) == (procore.facts.project_id, procore.facts.company_id)


@pytest.mark.anyio
async def test_the_newest_file_is_given_back(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    files = await procore.get(f"{FILES}?project_id={{project}}")
    assert [file["success"] for file in files] == [True, False, True]
    sent = await procore.ask("GET", f"{FILES}/download?project_id={{project}}")
    assert sent.status_code == 302
    signed = await procore.client.get(sent.headers["location"])
    content = await storage.get(signed.headers["location"])
    assert b"<Name>Level 10 deck</Name>" in content.content


@pytest.mark.anyio
async def test_a_new_file_waits(procore: Visitor) -> None:
    body = {"schedule_integration": {"upload_id": "01JBD3HF2SA3JZ5AR107GTWF4E"}}
    assert (await procore.ask("PUT", f"{FILES}?project_id={{project}}", body)).status_code == 200
    newest = (await procore.get(f"{FILES}?project_id={{project}}"))[0]
    assert (newest["success"], newest["processed_at"], newest["schedule_source"]) == (None, None, "Procore API")
    empty = await procore.ask("PUT", f"{FILES}?project_id={{project}}", {"schedule_integration": {}})
    assert empty.status_code == 400


@pytest.mark.anyio
async def test_a_project_without_files_has_none_to_give(procore: Visitor, simulator: Simulator) -> None:
    other = next(row.id for row in simulator.store.all("projects") if row.data["_key"] == "bearcreek")
    assert (await procore.ask("GET", f"{FILES}/download?project_id={other}")).status_code == 404


@pytest.mark.anyio
async def test_a_todo_that_lost_a_date_to_a_wrong_one_still_has_its_day(procore: Visitor) -> None:
    project = {"project_id": procore.facts.project_id}
    dates = {"start_datetime": "2026-09-22T15:00:00Z", "finish_datetime": "2026-09-25T15:00:00Z"}
    path = f"{TODOS}/{(await procore.ask('POST', TODOS, project | {'todo': {'name': 'Sweep'} | dates})).json()['id']}"

    async def found(query: str) -> bool:
        return "Sweep" in [todo["name"] for todo in (await procore.get(f"{EVENTS}{query}"))["todos"]]

    await procore.ask("PATCH", path, project | {"todo": {"finish_datetime": "25/09/2026"}})
    assert await found("&calendar[finish_datetime]=2026-09-23")
    assert not await found("&calendar[start_datetime]=2026-09-23")
    await procore.ask("PATCH", path, project | {"todo": {"start_datetime": None}})
    assert not await found("&calendar[finish_datetime]=2026-09-23")
    assert await found("")


@pytest.mark.anyio
async def test_events_between_dates_that_are_none_are_refused(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{EVENTS}&calendar[start_datetime]=soon")).status_code == 400
