"""Submittals, drawings, specifications and photos hang together and can be read."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter

import pytest

from procore_mcp.simulator.json_types import Record, records_in, text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.conftest import TODAY
from tests.simulator.world.reading import of_project, words


def of(world: World, resource: str) -> list[Record]:
    return of_project(world, resource, "alder")


def test_there_are_150_submittals_in_every_state(world: World) -> None:
    submittals = of(world, "submittals")
    statuses = Counter(text_of(status, "name") for item in submittals if isinstance(status := item["status"], dict))
    assert len(submittals) >= 150
    assert min(statuses[name] for name in ("Draft", "Open", "Closed")) >= 5


def test_several_people_hold_submittals_past_their_dates(any_day: World) -> None:
    today = any_day.today.isoformat()
    late = [item for item in of(any_day, "submittals") if item["ball_in_court"] and str(item["due_date"]) < today]
    assert len({text_of(holder, "name") for item in late for holder in records_in(item["ball_in_court"])}) >= 2


def test_only_open_submittals_are_in_somebodys_court(any_day: World) -> None:
    for item in of(any_day, "submittals"):
        waiting = [step for step in records_in(item["approvers"]) if step["sent_date"] and not step["returned_date"]]
        status = item["status"]
        assert isinstance(status, dict)
        assert len(records_in(item["ball_in_court"])) == len(waiting)
        assert not waiting or status["name"] == "Open"


def test_a_revised_submittal_is_superseded_by_exactly_one(world: World) -> None:
    newest = Counter(item["_root_id"] for item in of(world, "submittals") if item["current_revision"])
    assert set(newest.values()) == {1}
    assert "1" in words(of(world, "submittals"), "revision")


def test_packages_and_their_submittals_name_each_other(world: World) -> None:
    for package in of(world, "submittal_packages"):
        inside = [item["id"] for item in of(world, "submittals") if _id(item["submittal_package"]) == package["id"]]
        assert inside
        assert package["submittal_ids"] == inside


def _id(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else None


def test_drawings_that_questions_speak_of_exist(world: World) -> None:
    asked = words([item for item in of(world, "rfis") if item["drawing_number"]], "drawing_number")
    assert asked <= words(of(world, "drawings"), "number")


def test_every_drawing_has_one_current_revision_which_it_shows(world: World) -> None:
    current = {item["drawing_id"]: item["id"] for item in of(world, "drawing_revisions") if item["current"]}
    assert {item["id"]: _id(item["current_revision"]) for item in of(world, "drawings")} == current


def test_sections_point_at_their_newest_revision(world: World) -> None:
    revisions = {item["id"]: item for item in of(world, "specification_section_revisions")}
    for section in of(world, "specification_sections"):
        newest = revisions[section["current_revision_id"]]
        assert (newest["_current"], newest["specification_section_id"]) == (True, section["id"])


def test_albums_count_their_photos_and_show_one_of_them(world: World) -> None:
    inside = Counter(photo["image_category_id"] for photo in of(world, "images"))
    ids = words(of(world, "images"), "id")
    for album in of(world, "image_categories"):
        assert (album["count"], album["album_cover_id"] in ids) == (inside[album["id"]], True)


def test_nothing_was_photographed_or_issued_tomorrow(any_day: World) -> None:
    for photo in of(any_day, "images"):
        assert dt.date.fromisoformat(text_of(photo, "taken_at")[:10]) <= any_day.today
    for revision in of(any_day, "drawing_revisions"):
        assert dt.date.fromisoformat(text_of(revision, "drawing_date")) <= any_day.today


@pytest.mark.parametrize("start", ["submittal-", "drawing-S-208", "spec-033000-3", "division-03"])
def test_papers_are_pdfs_that_name_what_they_are_about(world: World, start: str) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    key = next(key for key in world.blobs if key.startswith(start))
    document = pdfium.PdfDocument(world.blobs[key].data)
    text = document[0].get_textpage().get_text_range()
    subject = re.sub(r"(\.pdf| rev \d+\.pdf)$", "", world.blobs[key].name)
    assert subject.split()[0] in text
    assert "<-" not in text


def test_pictures_open(world: World) -> None:
    image = pytest.importorskip("PIL.Image")
    key = next(key for key in world.blobs if key.startswith("photo-"))
    assert image.open(io.BytesIO(world.blobs[key].data)).size == (240, 180)
    assert world.blobs[key].content_type == "image/png"


def test_the_day_of_these_worlds(world: World) -> None:
    assert world.today == TODAY
