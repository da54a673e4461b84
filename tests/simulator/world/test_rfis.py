from __future__ import annotations

import datetime as dt

from procore_mcp.simulator.json_types import Record, records_in, text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import of_project, words

_STATUSES = {"open", "closed", "draft", "closed_with_revision", "closed_draft"}
_IMPACTS = {"yes_known", "yes_unknown", "no_impact", "tbd", "n_a"}


def _replies(world: World, rfi: Record) -> list[Record]:
    return [reply for reply in world.records["rfi_replies"] if reply["_rfi_id"] == rfi["id"]]


def _status(rfi: Record, name: str) -> object:
    impact = rfi[name]
    assert isinstance(impact, dict)
    return impact["status"]


def test_words_are_the_documented_ones_and_each_status_occurs(world: World) -> None:
    assert words(world.records["rfis"], "status") == _STATUSES
    for rfi in world.records["rfis"]:
        assert {_status(rfi, "cost_impact"), _status(rfi, "schedule_impact")} <= _IMPACTS
        assert rfi["ball_in_court_role"] in {"assignees", "rfi_manager", None}


def test_a_known_impact_has_a_value_and_no_other_has(world: World) -> None:
    for rfi in world.records["rfis"]:
        for name in ("cost_impact", "schedule_impact"):
            impact = rfi[name]
            assert isinstance(impact, dict)
            assert (impact["value"] is not None) == (impact["status"] == "yes_known"), rfi["subject"]


def test_an_rfi_is_asked_before_it_is_answered_and_answered_before_it_is_closed(any_day: World) -> None:
    for rfi in any_day.records["rfis"]:
        asked = text_of(rfi, "created_at")
        answers = [text_of(reply, "answer_date") for reply in _replies(any_day, rfi)]
        assert [asked, *answers] == sorted([asked, *answers])
        if rfi["time_resolved"]:
            assert max([asked, *answers]) < text_of(rfi, "time_resolved")
        assert rfi["updated_at"] == max([asked, *answers, text_of(rfi, "time_resolved")])


def test_an_rfi_is_due_on_a_working_day_after_it_was_asked(any_day: World) -> None:
    for rfi in any_day.records["rfis"]:
        asked = dt.date.fromisoformat(text_of(rfi, "created_at")[:10])
        assert asked.weekday() < 5
        if rfi["due_date"]:
            due = dt.date.fromisoformat(text_of(rfi, "due_date"))
            assert due > asked
            assert due.weekday() < 5


def test_nothing_has_happened_after_today(any_day: World) -> None:
    today = any_day.today.isoformat()
    for rfi in any_day.records["rfis"]:
        assert text_of(rfi, "updated_at")[:10] <= today
        assert text_of(rfi, "time_resolved")[:10] <= today


def test_several_open_rfis_are_overdue_and_several_are_not(any_day: World) -> None:
    dues = [rfi["due_date"] for rfi in of_project(any_day, "rfis", "alder") if rfi["status"] == "open"]
    overdue = [due for due in dues if str(due) < any_day.today.isoformat()]
    assert len(overdue) >= 6
    assert len(dues) - len(overdue) >= 4


def test_only_an_open_rfi_or_a_draft_waits_for_somebody(world: World) -> None:
    for rfi in world.records["rfis"]:
        waits = rfi["ball_in_court"] is not None
        assert waits == (rfi["status"] in {"open", "draft"})
        assert records_in(rfi["ball_in_courts"])[:1] == ([rfi["ball_in_court"]] if waits else [])


def test_the_ball_goes_to_the_rfi_manager_with_the_official_answer(world: World) -> None:
    for rfi in world.records["rfis"]:
        if rfi["status"] == "open":
            answered = any(reply["official"] for reply in _replies(world, rfi))
            assert rfi["ball_in_court_role"] == ("rfi_manager" if answered else "assignees")


def test_a_closed_rfi_is_accepted_and_has_one_official_answer(world: World) -> None:
    for rfi in world.records["rfis"]:
        assert rfi["accepted"] == str(rfi["status"]).startswith("closed")
        if rfi["status"] == "closed":
            assert sum(reply["official"] is True for reply in _replies(world, rfi)) == 1


def test_numbers_run_on_and_drafts_have_none(world: World) -> None:
    rfis = of_project(world, "rfis", "alder")
    first = [int(str(rfi["number"])) for rfi in rfis if not rfi["draft"] and rfi["revision"] == "0"]
    assert first == list(range(1, len(first) + 1))
    assert all(rfi["number"] is None for rfi in rfis if rfi["draft"])


def test_a_revision_keeps_the_number_and_points_at_the_first_one(world: World) -> None:
    later = next(rfi for rfi in world.records["rfis"] if rfi["revision"] == "1")
    first = next(rfi for rfi in world.records["rfis"] if rfi["id"] == later["source_rfi_header_id"])
    assert first["number"] == later["number"]
    assert (first["status"], first["current_revision"]) == ("closed_with_revision", False)
    assert later["current_revision"] is True


def test_questions_are_told_apart_by_subject_number_and_text(world: World) -> None:
    for key in ("alder", "bearcreek", "harrow"):
        rfis = of_project(world, "rfis", key)
        named = [(rfi["subject"], rfi["revision"]) for rfi in rfis]
        texts = [records_in(rfi["questions"])[0]["plain_text_body"] for rfi in rfis]
        assert len(set(named)) == len(named)
        assert len(set(texts)) == len(texts)


def test_the_rfi_shows_the_replies_that_the_reply_list_has(world: World) -> None:
    for rfi in world.records["rfis"]:
        question = records_in(rfi["questions"])[0]
        shown = [answer["id"] for answer in records_in(question["answers"])]
        assert shown == [reply["id"] for reply in _replies(world, rfi)]


def test_required_assignees_are_assignees(world: World) -> None:
    for rfi in world.records["rfis"]:
        marked = [person for person in records_in(rfi["assignees"]) if person["response_required"]]
        assert words(marked, "id") == words(records_in(rfi["required_assignees"]), "id")


def test_one_rfi_is_in_the_recycle_bin(world: World) -> None:
    binned = [rfi for rfi in world.records["rfis"] if rfi.get("_recycled")]
    assert [(rfi["deleted"], rfi["status"]) for rfi in binned] == [(True, "open")]


def test_replies_carry_their_text_as_html_too(world: World) -> None:
    for reply in world.records["rfi_replies"]:
        assert text_of(reply, "rich_text_body").startswith("<p>")
        assert "<" not in text_of(reply, "plain_text_body")
