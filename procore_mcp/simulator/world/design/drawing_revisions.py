"""The revisions of drawings, each a sheet of its own."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.simulator.json_types import Record, number_of, text_of
from procore_mcp.simulator.pointers import link_to, size_of
from procore_mcp.simulator.world.design.drawing_sheets import sheet
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.painted import Painted
from procore_mcp.simulator.world.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Around:
    """What the drawings of one discipline share."""

    area: Record
    discipline: Record
    sets: list[Record]


def build_revision(job: Job, around: Around, drawing: tuple[int, str, str], place: tuple[int, int]) -> Record:
    drawing_id, number, title = drawing
    issue, count = around.sets[place[0]], place[1]
    day = job.scaffold.days.ago(number_of(issue, "_age"))
    key = f"drawing-{number}-{count}"
    paper = sheet(job.project.name, (number, title), str(count), text_of(issue, "name"))
    job.scaffold.blobs[key] = Painted(f"{number} {title} rev {count}.pdf", paper, Workdays(day))
    return job.scaffold.add(
        "drawing_revisions",
        {
            "id": job.mint("drawing_revisions"),
            "drawing_id": drawing_id,
            "number": number,
            "drawing_number": number,
            "sheet_number": None,
            "title": title,
            "revision_number": str(count),
            "drawing_date": day.isoformat(),
            "received_date": job.scaffold.days.after(day, 1).isoformat(),
            "pdf_url": link_to(key),
            "pdf_size": size_of(key),
            "floorplan": "plan" in title.lower(),
            "position": count + 1,
            "order_in_drawing": count,
            **_as_published(),
            "drawing_set": {"id": issue["id"]},
            "drawing_area": {"id": around.area["id"]},
            "discipline": around.discipline,
            "custom_fields": {},
            "updated_at": job.moment(job.scaffold.days.after(day, 1), "evening", "drawings"),
            "_reviewed": True,
            **job.owner,
        },
    )


def _as_published() -> Record:
    """What every sheet of this world has alike; which one is current and obsolete is set once all are known."""
    unread = (
        "png_url",
        "png_size",
        "thumbnail_url",
        "large_thumbnail_url",
        "zip_url",
        "activity_stream_last_viewed_at",
    )
    switches = ("current", "obsolete", "has_drawing_sketches", "has_public_markup_layer_elements")
    size: Record = {"width": 612, "height": 792, "status": "published", "drawing_sketches_count": 0}
    return {**size, **dict.fromkeys(unread), **dict.fromkeys((*switches, "connectability_outdated"), False)}
