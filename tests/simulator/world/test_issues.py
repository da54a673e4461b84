from __future__ import annotations

import datetime as dt
from itertools import pairwise

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import words

_STATUSES = {"open", "in_progress", "blocked", "unblocked", "ready_for_review", "moved_to_observation", "closed"}
_TYPES = {
    "building_code", "clash", "client_feedback", "constructability", "coordination", "design_review",
    "existing_condition", "requirement_change", "other",
}  # fmt: skip
_PRIORITIES = {"low", "medium", "high", "critical"}


def _history(world: World, issue: Record) -> list[Record]:
    changes = world.records["coordination_issue_changes"]
    return [change for change in changes if change["_coordination_issue_id"] == issue["id"]]


def test_words_are_the_documented_ones(world: World) -> None:
    issues = world.records["coordination_issues"]
    assert words(issues, "status") <= _STATUSES
    assert words(issues, "issue_type") == _TYPES
    assert words(issues, "priority") == _PRIORITIES


def test_titles_fit_the_documented_length_and_are_not_repeated(world: World) -> None:
    titles = [text_of(issue, "title") for issue in world.records["coordination_issues"]]
    assert max(len(title) for title in titles) <= 80
    assert len(set(titles)) == len(titles)


def test_the_history_ends_where_the_issue_stands(world: World) -> None:
    for issue in world.records["coordination_issues"]:
        latest: dict[object, object] = {}
        for change in _history(world, issue):
            latest.setdefault(change["column"], change["new_value"])
        assert latest.get("status", "open") == issue["status"]
        assert latest.get("priority", issue["priority"]) == issue["priority"]
        assert latest.get("due_date", issue["due_date"]) == issue["due_date"]


def test_a_reassignment_names_both_people(world: World) -> None:
    moved = [change for change in world.records["coordination_issue_changes"] if change["column"] == "assignee_id"]
    assert [(change["old_value"], change["new_value"]) for change in moved] == [("Peter Nakamura", "Joan Ferreira")]


def test_history_is_newest_first_and_each_entry_starts_where_the_one_before_ended(world: World) -> None:
    for issue in world.records["coordination_issues"]:
        history = _history(world, issue)
        moments = [text_of(change, "created_at") for change in history]
        assert moments == sorted(moments, reverse=True)
        statuses = [change for change in history if change["column"] == "status"]
        for newer, older in pairwise(statuses):
            assert newer["old_value"] == older["new_value"]


def test_changes_come_after_the_issue_and_not_after_today(any_day: World) -> None:
    for issue in any_day.records["coordination_issues"]:
        moments = [text_of(change, "created_at") for change in _history(any_day, issue)]
        assert all(text_of(issue, "created_at") < moment for moment in moments)
        assert text_of(issue, "updated_at") == max([text_of(issue, "created_at"), *moments])
        assert text_of(issue, "updated_at")[:10] <= any_day.today.isoformat()


def test_an_issue_is_due_on_a_working_day_after_it_was_found(any_day: World) -> None:
    for issue in any_day.records["coordination_issues"]:
        found = dt.date.fromisoformat(text_of(issue, "created_at")[:10])
        due = dt.date.fromisoformat(text_of(issue, "due_date"))
        assert found < due
        assert found.weekday() < 5 > due.weekday()


def test_only_closed_issues_have_a_closing_date(world: World) -> None:
    for issue in world.records["coordination_issues"]:
        assert (issue["closed_date"] is not None) == (issue["status"] == "closed")


def test_issue_numbers_run_on(world: World) -> None:
    numbers = [issue["issue_number"] for issue in world.records["coordination_issues"]]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_linked_rfi_is_shown_as_it_is(world: World) -> None:
    rfis = {rfi["id"]: rfi for rfi in world.records["rfis"]}
    linked = 0
    for issue in world.records["coordination_issues"]:
        items = issue["linked_procore_items"]
        assert isinstance(items, list)
        for item in items:
            assert isinstance(item, dict)
            data = item["item_data"]
            assert isinstance(data, dict)
            rfi = rfis[item["item_id"]]
            assert (data["number"], data["subject"]) == (rfi["number"], rfi["subject"])
            linked += 1
    assert linked >= 10
