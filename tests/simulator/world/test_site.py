"""What is written on site reads like one job, whatever day it is."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from procore_mcp.simulator.json_types import Record, is_record, number_of, text_of, values_at
from procore_mcp.simulator.resources.daily.log_types import LOG_TYPES, collection_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import nodes, of_project, words

KINDS = [collection_of(kind) for kind in LOG_TYPES]


def logs(world: World, kind: str) -> list[Record]:
    return of_project(world, kind, "alder")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_something_of_today(any_day: World, kind: str) -> None:
    assert any_day.today.isoformat() in words(logs(any_day, kind), "date")


@pytest.mark.parametrize("kind", KINDS)
def test_logs_are_numbered_within_their_day(any_day: World, kind: str) -> None:
    for day in words(logs(any_day, kind), "date"):
        positions = [log["position"] for log in logs(any_day, kind) if log["date"] == day]
        assert positions == list(range(1, len(positions) + 1))


def test_sixty_working_days_and_today_have_a_page_of_their_own(any_day: World) -> None:
    days = [date.fromisoformat(text_of(header, "log_date")) for header in logs(any_day, "daily_log_headers")]
    assert len(days) == len(set(days)) == 61
    assert all(day.weekday() < 5 for day in days if day != any_day.today)
    late = [header["completed"] for header in logs(any_day, "daily_log_headers")]
    assert late == [True] * 59 + [False] * 2


def test_notes_name_the_page_of_their_day(any_day: World) -> None:
    pages = {number_of(header, "id"): header["log_date"] for header in logs(any_day, "daily_log_headers")}
    for note in logs(any_day, "notes_logs"):
        assert pages[number_of(note, "daily_log_header_id")] == note["date"]


def test_crews_add_up(any_day: World) -> None:
    for crew in logs(any_day, "manpower_logs"):
        total = int(str(crew["num_workers"])) * float(str(crew["num_hours"]))
        assert float(str(crew["man_hours"])) == total


def test_only_other_firms_wait_for_approval_and_not_for_long(any_day: World) -> None:
    ours = {str(user["id"]) for user in any_day.records["users"] if user["is_employee"]}
    days = sorted(str(header["log_date"]) for header in logs(any_day, "daily_log_headers"))
    waiting = [log for kind in KINDS for log in logs(any_day, kind) if log["status"] == "pending"]
    assert waiting
    assert {str(log["date"]) for log in waiting} <= set(days[-2:])
    assert not {str(number) for log in waiting for number in values_at(log, ["created_by", "id"])} & ours


def test_hours_are_on_the_sheet_of_their_day(any_day: World) -> None:
    sheets = {sheet["id"]: sheet["date"] for sheet in logs(any_day, "timesheets")}
    for entry in logs(any_day, "timecard_entries"):
        sheet = entry["timesheet"]
        assert is_record(sheet)
        assert sheets[sheet["id"]] == entry["date"]
        start, stop = (datetime.fromisoformat(text_of(entry, name)) for name in ("time_in", "time_out"))
        worked = (stop - start).total_seconds() / 3600 - int(str(entry["lunch_time"])) / 60
        assert float(str(entry["hours"])) == worked


def test_some_tasks_are_late_and_some_instructions_open(any_day: World) -> None:
    open_tasks = [task for task in logs(any_day, "task_items") if task["status"] not in {"closed", "void"}]
    assert any(text_of(task, "due_date")[:10] < any_day.today.isoformat() for task in open_tasks)
    assert any(text_of(task, "due_date")[:10] > any_day.today.isoformat() for task in open_tasks)
    assert words(logs(any_day, "instructions"), "status") == {"draft", "issued", "closed"}


def test_every_moment_can_be_read(any_day: World) -> None:
    for kind in (*KINDS, "task_items", "tasks", "todos", "instructions", "schedule_imports", "timesheets"):
        for record in logs(any_day, kind):
            for _, node in nodes(record):
                for name, value in node.items():
                    if isinstance(value, str) and (name.endswith(("_at", "datetime")) or name.startswith("time_i")):
                        datetime.fromisoformat(value)


def test_tasks_lie_within_their_summaries(any_day: World) -> None:
    tasks = {task["id"]: task for task in logs(any_day, "tasks")}
    for task in tasks.values():
        start, finish = text_of(task, "start_datetime"), text_of(task, "finish_datetime")
        assert start <= finish
        above = tasks.get(task["parent_id"])
        if above is not None:
            assert text_of(above, "start_datetime") <= start
            assert finish <= text_of(above, "finish_datetime")
            assert above["has_children"] is True


def test_a_task_is_pending_while_a_change_is(any_day: World) -> None:
    changes = logs(any_day, "requested_changes")
    waiting = {number_of(change, "_task_id") for change in changes if change["status_not_localized"] == "pending"}
    assert waiting == {number_of(task, "id") for task in logs(any_day, "tasks") if task["pending"] is True}


def test_a_task_names_crews_that_there_are(world: World) -> None:
    crews = {crew["id"]: crew["name"] for crew in logs(world, "schedule_resources")}
    for task in logs(world, "tasks"):
        named = [str(crews[number]) for number in values_at(task, ["resource_ids"])]
        assert task["resource_name"] == (", ".join(named) or None)
