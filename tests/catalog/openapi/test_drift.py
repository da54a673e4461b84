"""What a newer document says that the imported one did not: every change, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.openapi.importing import changes_since
from tests.catalog.openapi.conftest import Import
from tests.catalog.openapi.published import (
    DOCUMENT,
    LIST,
    NEWER,
    NEXT_MAJOR,
    ONE,
    PHOTOS,
    TYPES,
    answers,
    changed,
    operation,
    query,
    saved,
)

LISTING = f"GET {LIST} (list_site_walks)"
FIELDS = "components > schemas > WalkFields > properties"
PHOTO = f"paths > {PHOTOS} > post > requestBody > content > multipart/form-data > schema > properties > photo"
PARAMETERS: list[Any] = DOCUMENT["paths"][LIST]["get"]["parameters"]
CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a new parameter": (
        {f"paths > {LIST} > get > parameters": [*PARAMETERS, query("filters[guide_id]", {"type": "integer"})]},
        [f"{LISTING}: query filters[guide_id] is new (integer)"],
    ),
    "a parameter that is gone": (
        {f"paths > {LIST} > get > parameters": [one for one in PARAMETERS if one["name"] != "sort"]},
        [f"{LISTING}: query sort is gone (name|-name)"],
    ),
    "a changed type": (
        {f"paths > {LIST} > get > parameters > 10": query("anything", {"type": "boolean"})},
        [f"{LISTING}: query anything was anything, is boolean"],
    ),
    "a new choice": (
        {f"paths > {LIST} > get > parameters > 9 > schema > enum": ["name", "-name", "walked_on"]},
        [f"{LISTING}: query sort was name|-name, is name|-name|walked_on"],
    ),
    "choices in another order": (
        {f"paths > {LIST} > get > parameters > 9 > schema > enum": ["-name", "name"]},
        [],
    ),
    "a new required field": (
        {
            f"{PHOTO} > properties > taken_on": {"type": "string", "format": "date"},
            f"{PHOTO} > required": ["data", "taken_on"],
        },
        [f"POST {PHOTOS} (create_site_walk_photo): body photo.taken_on is new (string date, required)"],
    ),
    "a field that has become required": (
        {f"{PHOTO} > required": ["data", "caption"]},
        [f"POST {PHOTOS} (create_site_walk_photo): body photo.caption was string, is string, required"],
    ),
    "a removed call": (
        {f"paths > {PHOTOS} > get": None},
        [f"GET {PHOTOS} (list_site_walk_photos): no longer documented"],
    ),
    "a new call": (
        {f"paths > {ONE} > put": operation("Replace Site Walk", answers(None))},
        [f"PUT {ONE}: a new action"],
    ),
    "a deprecated flag": (
        {f"paths > {ONE} > delete > deprecated": True},
        [f"DELETE {ONE} (delete_site_walk): newly deprecated"],
    ),
    "a deprecated flag that is gone": (
        {f"paths > {TYPES} > get > deprecated": None},
        [f"GET {TYPES} (list_site_walk_types): no longer deprecated"],
    ),
    "an older version that is gone": (
        {f"paths > {ONE} > get": None},
        [f"GET {ONE} (show_site_walk): no longer documented"],
    ),
    "another encoding": (
        {
            f"paths > {TYPES} > post > requestBody > content": {
                "application/json": DOCUMENT["paths"][TYPES]["post"]["requestBody"]["content"][
                    "application/x-www-form-urlencoded"
                ]
            }
        },
        [f"POST {TYPES} (create_site_walk_type): body was form object, required, is json object, required"],
    ),
    "a field of a nested list": (
        {"components > schemas > Route > properties > stops > items > properties > minutes": {"type": "integer"}},
        [
            f"{call}: body {place} is new (integer)"
            for call, place in (
                (f"PATCH {ONE} (update_site_walk)", "site_walk.route.stops[].minutes"),
                (
                    f"PATCH {NEXT_MAJOR}/bulk_update (update_site_walks)",
                    "[].route.stops[].minutes",
                ),
                (f"POST {LIST} (create_site_walk)", "site_walk.route.stops[].minutes"),
            )
        ],
    ),
    "words and examples alone": (
        {
            f"paths > {LIST} > get > description": "Told in other words.",
            f"paths > {NEWER} > get > x-changelog": [],
            f"{FIELDS} > name > description": "How it is called.",
            f"{FIELDS} > name > example": "Tower A",
        },
        [],
    ),
}


@pytest.fixture
def check(tmp_path: Path, folder: Path, imports: Import) -> Any:
    imports()

    def run(document: object) -> list[str]:
        return [str(change) for change in changes_since(saved(document, tmp_path / "newer.json"), folder)]

    return run


@pytest.mark.parametrize(("changes", "reported"), CHANGES.values(), ids=CHANGES.keys())
def test_a_planted_change_is_reported_and_nothing_else(check: Any, changes: dict[str, Any], reported: list[str]):
    assert check(changed(changes)) == reported


def test_all_planted_changes_are_reported_together(check: Any):
    kinds = ("a new required field", "a removed call", "a changed type", "a deprecated flag", "a new call")
    planted = {place: value for kind in kinds for place, value in CHANGES[kind][0].items()}
    assert sorted(check(changed(planted))) == sorted(line for kind in kinds for line in CHANGES[kind][1])


def test_the_same_document_brings_no_change(check: Any):
    assert check(DOCUMENT) == []


def test_before_the_first_import_everything_is_new(tmp_path: Path, folder: Path):
    changes = changes_since(saved(DOCUMENT, tmp_path / "document.json"), folder)
    assert {change.kind for change in changes} == {"added"}
    assert len(changes) == 20
