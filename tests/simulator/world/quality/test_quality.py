"""Punch items, observations, inspections and incidents say the same wherever they speak of each other."""

from __future__ import annotations

import datetime as dt

from procore_mcp.simulator.json_types import Record, records_in, text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import of_project, words


def of(world: World, resource: str) -> list[Record]:
    return of_project(world, resource, "alder")


def test_punch_items_are_in_every_state_and_some_are_late(any_day: World) -> None:
    items = of(any_day, "punch_items")
    assert words(items, "status") == {"Open", "Closed", "Overdue", "Pending"}
    for item in items:
        late = text_of(item, "due_date") < any_day.today.isoformat()
        assert (item["status"] == "Overdue") == (late and item["workflow_status"] not in {"closed", "draft"})


def test_a_closed_punch_item_says_who_closed_it_and_is_in_nobodys_court(any_day: World) -> None:
    for item in of(any_day, "punch_items"):
        closed = item["status"] == "Closed"
        assert (item["closed_by"] is not None) == (item["closed_at"] is not None) == closed
        assert bool(records_in(item["ball_in_court"])) is not closed


def test_observations_have_every_status_and_some_were_told_to_nobody(world: World) -> None:
    observations = of(world, "observations")
    assert words(observations, "status") == {"initiated", "ready_for_review", "not_accepted", "closed"}
    assert sum(item["date_notified"] is None for item in observations) == 4


def test_the_last_answer_gave_an_observation_its_status(world: World) -> None:
    last = {item["_observation_id"]: item["status"] for item in of(world, "observation_responses")}
    for item in of(world, "observations"):
        expected = text_of(item, "status").replace("_", " ").title()
        assert last.get(item["id"], "Initiated") == expected


def test_inspections_count_their_items(world: World) -> None:
    for checklist in of(world, "checklists"):
        items = [item["status"] for item in of(world, "checklist_items") if item["list_id"] == checklist["id"]]
        counts = (items.count("yes"), items.count("no"), len(items))
        told = [checklist[name] for name in ("conforming_item_count", "deficient_item_count", "item_count")]
        assert list(counts) == told


def test_some_inspections_are_overdue_and_some_lie_ahead(any_day: World) -> None:
    checklists = of(any_day, "checklists")
    assert {True, False} == words(checklists, "overdue")
    assert any(text_of(item, "due_at")[:10] > any_day.today.isoformat() for item in checklists)


def test_incidents_show_the_records_that_name_them(world: World) -> None:
    for incident in of(world, "incidents"):
        shown = 0
        for kind in ("injuries", "near_misses", "property_damages", "environmentals"):
            own = [item["id"] for item in of(world, f"incident_{kind}") if item["incident_id"] == incident["id"]]
            assert [item["id"] for item in records_in(incident[kind])] == own
            shown += bool(own)
        assert incident["records_count"] == shown


def test_nothing_happened_tomorrow(any_day: World) -> None:
    moments = [text_of(item, "event_date") for item in of(any_day, "incidents")]
    moments += [text_of(item, "created_at") for name in ("punch_items", "observations") for item in of(any_day, name)]
    assert all(dt.date.fromisoformat(moment[:10]) <= any_day.today for moment in moments)
