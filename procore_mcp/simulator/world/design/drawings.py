"""Drawings by area and discipline, each with the revisions that the sets brought."""

from __future__ import annotations

from collections import Counter

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.design.drawing_revisions import Around, build_revision
from procore_mcp.simulator.world.design.drawing_uploads import build_drawing_uploads
from procore_mcp.simulator.world.job import Job


class DrawingsFacts(Facts):
    """`sheets` are number, title and the later sets that changed them, by discipline; `site` the other area's."""

    areas: list[tuple[str, str]]
    sets: list[tuple[str, int]]
    disciplines: list[tuple[str, list[str]]]
    sheets: dict[str, list[tuple[str, str, list[int]]]]
    obsolete: list[str]
    site: list[str]


def build_drawings(job: Job) -> None:
    facts = load("design/drawings.json", DrawingsFacts)
    areas = [_area(job, *named) for named in facts.areas]
    sets = [_set(job, position, *named) for position, named in enumerate(facts.sets, start=1)]
    disciplines = {
        name: _discipline(job, place, name, letters) for place, (name, letters) in enumerate(facts.disciplines)
    }
    for name, sheets in facts.sheets.items():
        around = Around(areas[name in facts.site], disciplines[name], sets)
        for number, title, changed in sheets:
            _drawing(job, around, (number, title), [1, *changed], obsolete=number in facts.obsolete)
    _count(job, areas, sets)
    build_drawing_uploads(job, areas[0], sets[-1])


def _area(job: Job, name: str, description: str) -> Record:
    moment = job.moment(job.scaffold.days.ago(300), "morning", "drawings")
    record: Record = {"id": job.mint("drawing_areas"), "name": name, "description": description, "drawings_count": 0}
    record |= {"created_at": moment, "updated_at": moment, "deletable": False, "latest_revision_update": moment}
    return job.scaffold.add("drawing_areas", record | job.owner)


def _set(job: Job, position: int, name: str, age: int) -> Record:
    day = job.scaffold.days.ago(age)
    moment = job.moment(day, "morning", "drawings")
    return job.scaffold.add(
        "drawing_sets",
        {
            "id": job.mint("drawing_sets"),
            "project_id": job.project.id,
            "company_id": job.company.facts.id,
            "name": name,
            "date": day.isoformat(),
            "position": position,
            "connected": False,
            "deletable": False,
            "published_drawings_count": 0,
            "unpublished_drawings_count": 0,
            "created_at": moment,
            "updated_at": moment,
            "_age": age,
            **job.owner,
        },
    )


def _discipline(job: Job, place: int, name: str, letters: list[str]) -> Record:
    record: Record = {"id": job.mint("drawing_disciplines"), "name": name, "position": place + 1}
    abbreviations: Record = {"abbreviations": [*letters]}
    job.scaffold.add("drawing_disciplines", record | abbreviations | job.owner)
    return record


def _drawing(job: Job, around: Around, named: tuple[str, str], places: list[int], *, obsolete: bool) -> None:
    drawing_id = job.mint("drawings")
    revisions = [
        build_revision(job, around, (drawing_id, *named), (place, number)) for number, place in enumerate(places)
    ]
    revisions[-1]["current"] = True
    for revision in revisions:
        revision["obsolete"] = obsolete
    same = ("floorplan", "has_drawing_sketches", "id", "pdf_size", "pdf_url", "png_size", "png_url", "revision_number")
    newest: Json = {name: revisions[-1][name] for name in (*same, "thumbnail_url", "large_thumbnail_url", "updated_at")}
    job.scaffold.add(
        "drawings",
        {
            "id": drawing_id,
            "discipline": around.discipline["name"],
            "drawing_discipline_id": around.discipline["id"],
            "number": named[0],
            "drawing_number": named[0],
            "sheet_number": None,
            "title": named[1],
            "obsolete": obsolete,
            "current_revision": newest,
            "_drawing_area_id": around.area["id"],
            "_drawing_set_ids": [around.sets[place]["id"] for place in places],
            **job.owner,
        },
    )


def _count(job: Job, areas: list[Record], sets: list[Record]) -> None:
    by_area = Counter(drawing["_drawing_area_id"] for drawing in job.scaffold.records["drawings"])
    for area in areas:
        area["drawings_count"] = by_area[area["id"]]
    inside: Counter[Json] = Counter()
    for revision in job.scaffold.records["drawing_revisions"]:
        issue = revision["drawing_set"]
        inside[issue["id"] if isinstance(issue, dict) else None] += 1
    for record in sets:
        record["published_drawings_count"] = inside[record["id"]]
